namespace Initializers.Frameworks;

/// <summary>
/// Which of PyTorch's kernels fill tensors on a CPU. They round differently, by an ulp here and there, from the same words.
/// </summary>
public enum PyTorchFlavour
{
    /// <summary>x86-64 with AVX2 or AVX-512: what nearly every Linux machine draws.</summary>
    Vector,

    /// <summary>x86-64 without AVX2, or with <c>ATEN_CPU_CAPABILITY=default</c>.</summary>
    Plain,
}

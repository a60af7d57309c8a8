namespace Initializers.Frameworks;

/// <summary>How <c>trunc_normal_</c> draws, which PyTorch changed.</summary>
public enum PyTorchTruncation
{
    /// <summary>Normals drawn again where they are out of bounds, or uniforms kept by chance: PyTorch 2.12 and later.</summary>
    Rejection,

    /// <summary>Uniforms through the inverse error function: PyTorch 2.11 and before. Of float32 and float64 alone.</summary>
    InverseErf,
}

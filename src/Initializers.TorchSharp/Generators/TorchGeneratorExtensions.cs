using Initializers.Frameworks;
using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>
/// TorchSharp's generators as <see cref="PyTorchRandom"/>, and back: either side goes on where the other stopped.
/// </summary>
/// <remarks>As thread-safe as the generators.</remarks>
/// <example><code>
/// torch.manual_seed(42);
/// PyTorchRandom random = torch.Generator.Default.ToPyTorchRandom();
/// float[] drawn = PyTorchInit.KaimingUniform().Initialize([256, 784], random); // what kaiming_uniform_ draws now
/// random.CopyTo(torch.Generator.Default);                                      // and torch goes on behind it
/// </code></example>
public static class TorchGeneratorExtensions
{
    /// <summary>
    /// A generator that draws what TorchSharp's draws next, which does not move. Its version is <see cref="PyTorchVersion.V211"/>, since
    /// TorchSharp 0.107 has libtorch 2.10, and its kernels those with AVX2.
    /// </summary>
    /// <param name="generator">
    /// A generator of the CPU; <c>torch.Generator.Default</c> is the one that <c>torch.manual_seed</c> seeds.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="generator"/> is null.</exception>
    /// <exception cref="ArgumentException">It is disposed, or of another device, whose generators are others.</exception>
    public static PyTorchRandom ToPyTorchRandom(this Generator generator)
    {
        CheckAlive(generator);
        using Tensor state = generator.get_state();
        PyTorchRandom random = New();
        return CallerNames.ForElement(nameof(generator), "generator must be one of the CPU", () =>
        {
            random.SetState(state);
            return random;
        });
    }

    /// <summary>Lets TorchSharp's generator stand where this one stands.</summary>
    /// <param name="random">The generator whose state is copied.</param>
    /// <param name="generator">A generator of the CPU.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="generator"/> is disposed.</exception>
    public static void CopyTo(this PyTorchRandom random, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(random);
        CheckAlive(generator);
        using Tensor state = random.GetStateTensor();
        generator.set_state(state);
    }

    /// <summary>The state as a tensor, which <c>torch.set_rng_state</c> takes.</summary>
    /// <param name="random">The generator.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public static Tensor GetStateTensor(this PyTorchRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return tensor(random.GetState(), device: CPU);
    }

    /// <summary>Resumes from a tensor of <c>torch.get_rng_state()</c>.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="state">The state, 5,056 bytes.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The tensor is not of bytes on the CPU, or is not such a state. Nothing moves then.</exception>
    public static void SetState(this PyTorchRandom random, Tensor state)
    {
        ArgumentNullException.ThrowIfNull(random);
        TensorGuard.Memory(state);
        if (state.dtype != ScalarType.Byte || !TensorAddress.IsRowMajor(state))
            throw new ArgumentException(
                $"state must be contiguous bytes on the CPU, but was of {state.dtype.ToString().ToLowerInvariant()} on {state.device}.",
                nameof(state));
        random.SetState(state.bytes);
    }

    private static void CheckAlive(Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (generator.Handle == 0) throw new ArgumentException("generator must not be disposed, but was.", nameof(generator));
    }

    /// <summary>A generator for the version of libtorch that TorchSharp has, 2.10.</summary>
    private static PyTorchRandom New() => new(0, version: PyTorchVersion.V211);
}

using System.Runtime.InteropServices;
using Initializers.Frameworks;
using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Parity;

/// <summary>libtorch and this library, drawing from one seed.</summary>
internal static class Libtorch
{
    private const long Seed = 20260501;

    public static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    private static readonly PyTorchCpuCapability Capability =
        Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY") == "default" ? PyTorchCpuCapability.Default : PyTorchCpuCapability.Avx2;

    /// <summary>Seeds libtorch, and returns the generator that stands where it does.</summary>
    public static PyTorchRandom Seeded(long seed = Seed)
    {
        manual_seed(seed);
        return new(seed, Capability, PyTorchVersion.V211);
    }

    public static bool IsAt(PyTorchRandom random) => get_rng_state().bytes.SequenceEqual(random.GetState());

    /// <summary>Fills a tensor, which may be a view, and compares its values by index.</summary>
    public static Comparison Fill(string name, Tensor tensor, Action<Tensor> theirs, PyTorchInitializer ours, PyTorchRandom random)
    {
        theirs(tensor);
        byte[] values = Draw(ours, tensor.dtype, new(tensor.shape), random);
        return Comparison.Of($"{name} of [{string.Join(", ", tensor.shape)}], {tensor.dtype}", Bytes(tensor), values, IsAt(random));
    }

    /// <summary>Fills a contiguous tensor of each type, from one seed each.</summary>
    public static IEnumerable<Comparison> FillEachType(string name, long[] shape, Action<Tensor> theirs, PyTorchInitializer ours) =>
        Types.Select(type => Fill(name, zeros(shape, type), theirs, ours, Seeded()));

    /// <summary>The values by index, in row-major order.</summary>
    public static byte[] Bytes(Tensor tensor) => tensor.contiguous().bytes.ToArray();

    /// <summary>Our values, in row-major order.</summary>
    public static byte[] Draw(PyTorchInitializer initializer, ScalarType type, TensorShape shape, PyTorchRandom random)
    {
        switch (type)
        {
            case ScalarType.Float64: return Bytes<double>(shape, weights => initializer.Initialize(weights, shape, random));
            case ScalarType.Float16: return Bytes<Half>(shape, weights => initializer.Initialize(weights, shape, random));
            case ScalarType.BFloat16: return Bytes<ushort>(shape, weights => initializer.InitializeBFloat16(weights, shape, random));
            default: return Bytes<float>(shape, weights => initializer.Initialize(weights, shape, random));
        }
    }

    public static Dictionary<string, byte[]> Draw(PyTorchModule module, ScalarType type, PyTorchRandom random) => type switch
    {
        ScalarType.Float64 => Bytes(module.InitializeDouble(random)),
        ScalarType.Float16 => Bytes(module.InitializeHalf(random)),
        ScalarType.BFloat16 => Bytes(module.InitializeBFloat16(random)),
        _ => Bytes(module.Initialize(random)),
    };

    private static byte[] Bytes<T>(in TensorShape shape, Action<T[]> fill)
        where T : unmanaged
    {
        var weights = new T[shape.Count];
        fill(weights);
        return MemoryMarshal.AsBytes<T>(weights).ToArray();
    }

    private static Dictionary<string, byte[]> Bytes<T>(IReadOnlyList<NamedTensor<T>> tensors)
        where T : unmanaged =>
        tensors.ToDictionary(tensor => tensor.Name, tensor => MemoryMarshal.AsBytes<T>(tensor.Values.ToArray()).ToArray());
}

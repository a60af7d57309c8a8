using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>What differs between the backends of Keras: their seeds, their number types and their three distributions.</summary>
internal abstract class KerasEngine
{
    private static readonly KerasEngine TensorFlow = new TensorFlowEngine(), Torch = new TorchEngine(), Jax = new JaxEngine(),
        NumPy = new NumPyEngine();

    private protected KerasEngine(KerasBackend backend) => Backend = backend;

    public KerasBackend Backend { get; }

    /// <summary>Whether the backend has float64; without it, doubles are drawn as floats.</summary>
    public virtual bool HasDouble => true;

    /// <summary>The engine of a backend.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="backend"/> is not a named one.</exception>
    public static KerasEngine Of(KerasBackend backend) => backend switch
    {
        KerasBackend.TensorFlow => TensorFlow,
        KerasBackend.Torch => Torch,
        KerasBackend.Jax => Jax,
        KerasBackend.NumPy => NumPy,
        _ => throw Guard.Undefined(backend),
    };

    /// <summary>Refuses a seed that the backend does not take, in the name of the caller's parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The seed is out of range.</exception>
    public void CheckSeed(long seed, bool isGenerator, string name)
    {
        (long lowest, long highest) = SeedRange(isGenerator);
        string generator = isGenerator ? " for a generator" : "";
        if (seed < lowest || seed > highest)
            throw new ArgumentOutOfRangeException(
                name, seed, Invariant($"seed must be a number from {lowest} to {highest}{generator} on {Backend}, but was {seed}."));
    }

    /// <summary>Refuses bounds that the backend does not take, in the name of the caller's parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not taken.</exception>
    public virtual void CheckUniform(double low, double high, string name)
    {
    }

    /// <summary>Refuses a deviation that the backend does not take, in the name of the caller's parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not taken.</exception>
    public virtual void CheckNormal(double deviation, string name)
    {
    }

    /// <summary>A number reduced to the integer type that holds the backend's seeds.</summary>
    public abstract long Wrapped(long value);

    public abstract void Uniform<T, TType>(KerasSeed seed, Span<T> values, double low, double high)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    public abstract void Normal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    /// <summary>Normals within two deviations of the mean; the deviation is that before truncation.</summary>
    public abstract void TruncatedNormal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    /// <summary>The seeds that an initializer or a <c>SeedGenerator</c> takes.</summary>
    private protected abstract (long Lowest, long Highest) SeedRange(bool isGenerator);

    /// <summary>A product and then a sum, each rounded to the type.</summary>
    private protected static void Affine<T, TType>(Span<T> values, double factor, double addend)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        foreach (ref T value in values)
            value = TType.Round(TensorType<T, TType>.Rounded(TType.Widen(value) * factor) + addend);
    }
}

namespace Initializers.Frameworks;

/// <summary>JAX without x64, with the two words of a pair as the key. Seeds are uint32.</summary>
internal sealed class JaxEngine() : KerasEngine(KerasBackend.Jax)
{
    public override bool HasDouble => false;

    public override long Wrapped(long value) => (uint)value;

    public override void Uniform<T, TType>(KerasSeed seed, Span<T> values, double low, double high) =>
        JaxSampling<T, TType>.Uniform(Key(seed), values, low, high);

    public override void Normal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation)
    {
        JaxSampling<T, TType>.Normal(Key(seed), values);
        Move<T, TType>(values, mean, deviation);
    }

    public override void TruncatedNormal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation)
    {
        JaxSampling<T, TType>.TruncatedNormal(Key(seed), values, -2, 2, isFolded: false);
        Move<T, TType>(values, mean, deviation);
    }

    private protected override (long Lowest, long Highest) SeedRange(bool isGenerator) => (0, uint.MaxValue);

    private static JaxKey Key(KerasSeed seed) => new((uint)seed.First, (uint)seed.Second);

    /// <summary>Standard normals to others: both numbers are rounded to the type by way of float.</summary>
    private static void Move<T, TType>(Span<T> values, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T> =>
        Affine<T, TType>(values, TensorType<T, TType>.Rounded((float)deviation), TensorType<T, TType>.Rounded((float)mean));
}

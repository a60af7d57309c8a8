namespace Initializers.Frameworks;

/// <summary>TensorFlow's stateless functions. Seeds are int64.</summary>
internal sealed class TensorFlowEngine() : KerasEngine(KerasBackend.TensorFlow)
{
    /// <summary>Both numbers of a pair are reduced modulo this, the largest int32 less one.</summary>
    private const long Modulus = 2147483646;

    public override long Wrapped(long value) => value;

    /// <summary>The bounds are Python numbers, which become float32 first.</summary>
    public override void Uniform<T, TType>(KerasSeed seed, Span<T> values, double low, double high) =>
        TensorFlowSampling<T, TType>.Uniform(Stream(seed), values, (float)low, (float)high);

    public override void Normal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation) =>
        TensorFlowSampling<T, TType>.Normal(Stream(seed), values, mean, deviation);

    public override void TruncatedNormal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation) =>
        TensorFlowSampling<T, TType>.TruncatedNormal(Stream(seed), values, mean, deviation);

    private protected override (long Lowest, long Highest) SeedRange(bool isGenerator) => (long.MinValue, long.MaxValue);

    private static PhiloxCounter Stream(KerasSeed seed) => PhiloxCounter.Scrambled(Remainder(seed.First), Remainder(seed.Second));

    private static long Remainder(long value) => (value % Modulus + Modulus) % Modulus;
}

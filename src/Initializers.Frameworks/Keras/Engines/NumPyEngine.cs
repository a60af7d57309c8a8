using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>NumPy's <c>default_rng</c>, seeded by both numbers of a pair. Seeds are uint32.</summary>
internal sealed class NumPyEngine() : KerasEngine(KerasBackend.NumPy)
{
    /// <summary>NumPy refuses a difference of -0 as well.</summary>
    public override void CheckUniform(double low, double high, string name)
    {
        if (double.IsNegative(high - low))
            throw new ArgumentOutOfRangeException(
                name, high, Invariant($"high must be at least low, which is {low}, on NumPy, but was {high}."));
    }

    public override void CheckNormal(double deviation, string name)
    {
        if (double.IsNegative(deviation))
            throw new ArgumentOutOfRangeException(name, deviation, "stddev must be at least 0 on NumPy, which refuses -0 too, but was -0.");
    }

    public override long Wrapped(long value) => (uint)value;

    public override void Uniform<T, TType>(KerasSeed seed, Span<T> values, double low, double high) =>
        Generator(seed).Uniform<T, TType>(values, low, high);

    public override void Normal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation) =>
        Generator(seed).Normal<T, TType>(values, mean, deviation);

    public override void TruncatedNormal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation) =>
        Generator(seed).TruncatedNormal<T, TType>(values, mean, deviation, -2, 2);

    private protected override (long Lowest, long Highest) SeedRange(bool isGenerator) => (0, uint.MaxValue);

    private static NumPyRandom Generator(KerasSeed seed) => new(new SeedSequence([seed.First, seed.Second]));
}

using CsCheck;
using MathNet.Numerics;

namespace Initializers.Tests.Distributions;

/// <summary>The normal quantile over every word, and its accuracy against MathNet's error function.</summary>
public class OctaveQuantileTests
{
    private const uint FirstPositive = 0x80000000;

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void Fill_EveryWord_IsMonotoneAntisymmetricAndOfUnitVariance()
    {
        // All words if the processor has FMA. Software gives the same bits (see ExactFmaTests and the golden
        // values), but so slowly that only the midpoints of 2^26 parts are tested.
        int bits = ExactFma.HasHardware ? 32 : 26;
        uint positive = 1u << (bits - 1);
        const int Chunk = 1 << 14;
        var sums = new (long Violations, long Distinct, double Second, double Fourth)[positive / Chunk];

        Parallel.For(0, sums.Length, () => new float[2 * Chunk], (chunk, _, buffer) =>
        {
            uint first = positive + (uint)chunk * Chunk;
            Span<float> upper = buffer.AsSpan(0, Chunk), lower = buffer.AsSpan(Chunk);
            Normal(upper, new EvenWords(bits, first));
            Normal(lower, new EvenWords(bits, first, mirrored: true));
            float last = chunk == 0 ? 0 : OctaveQuantile.Of(first - 1 << (32 - bits));
            (long violations, long distinct, double second, double fourth) = (0, 0, 0, 0);
            for (int i = 0; i < Chunk; i++)
            {
                float z = upper[i];
                if (!(z >= last && lower[i] == -z)) violations++;
                if (z != last) distinct++;
                last = z;
                double square = (double)z * z;
                second += square;
                fourth += square * square;
            }
            sums[chunk] = (violations, distinct, second, fourth);
            return buffer;
        }, _ => { });

        double variance = sums.Sum(sum => sum.Second) / positive, kurtosis = sums.Sum(sum => sum.Fourth) / positive / (variance * variance);
        sums.Sum(sum => sum.Violations).Should().Be(0, "z never falls, is finite, and z(~w) = -z(w): the mean is exactly 0");
        // The count from octave-quantile.c, the C program beside the table: a coefficient that is off by one bit changes it.
        if (bits == 32) sums.Sum(sum => sum.Distinct).Should().Be(76_518_614);
        // The doc comment says -1.4e-8 and 8e-9. The midpoints of 2^26 parts miss 2 ln 2 parts of the variance (see
        // WordIntervalMapTests) and, as z^2 is about 33 there, up to 66 times as much of the fourth moment.
        variance.Should().BeApproximately(1, bits == 32 ? 5e-8 : 5e-8 + 2 * Math.ScaleB(1, -26));
        kurtosis.Should().BeApproximately(3, bits == 32 ? 5e-8 : 5e-8 + 120 * Math.ScaleB(1, -26));
    }

    [Fact]
    public void Of_FirstAndLastWords_AreTheEnds()
    {
        OctaveQuantile.Of(FirstPositive).Should().BePositive().And.Be(-OctaveQuantile.Of(FirstPositive - 1));
        OctaveQuantile.Of(uint.MaxValue).Should().Be(OctaveQuantile.Largest).And.Be(-OctaveQuantile.Of(0));
    }

    public static TheoryData<int> Octaves => [.. Enumerable.Range(0, 32)];

    [Theory]
    [MemberData(nameof(Octaves))]
    public void Of_EveryOctave_IsWithinTheClaimedUlps(int octave)
    {
        // A tail probability a * 2^-33 with the octave's leading zeros: both ends of the octave, and random words within it.
        uint end = 0x80000000u >> octave;
        for (uint i = 0; i < Math.Min(end, 100); i++)
        {
            IsWithin(i);
            IsWithin(end - 1 - i);
        }
        Gen.UInt[0, end - 1].Holds(IsWithin, count: ExactFma.HasHardware ? 50_000 : 5_000);

        void IsWithin(uint offset)
        {
            uint a = (end + offset) | 1;
            float z = OctaveQuantile.Of(~(a >> 1));
            // The bound that the doc comment claims; the error function's own error is about 1e-8 ulp.
            double ulps = Math.Abs(ErrorOf(z, a)) / Ulp.Of(z);
            if (!(ulps <= (octave == 0 ? 2.5 : 1.5))) Assert.Fail($"The error at a tail of {a} * 2^-33 is {ulps} ulp.");
        }
    }

    private static void Normal(Span<float> values, EvenWords words) => words.NextNormal(values, 0, 1);

    /// <summary>The error of z to first order: the error of its tail probability, divided by the density. Near the
    /// median the distance from 1/2 preserves precision.</summary>
    private static double ErrorOf(float z, uint a)
    {
        double density = Math.Exp(-(double)z * z / 2) * Constants.InvSqrt2Pi;
        return z < 1
            ? (SpecialFunctions.Erf(z * Constants.Sqrt1Over2) / 2 - (4294967296.0 - a) / 8589934592.0) / density
            : (a / 8589934592.0 - SpecialFunctions.Erfc(z * Constants.Sqrt1Over2) / 2) / density;
    }
}

using System.Text.Json;

namespace Initializers.Tests.KnownAnswers;

/// <summary>The quantile of single words against 25-digit values.</summary>
public class QuantileAnswerTests
{
    [Fact]
    public void Of_TailProbabilitiesOfTheFile_AreWithinTheClaimedUlps()
    {
        foreach (JsonElement entry in MathematicsFile.Entries("quantile"))
        {
            var a = (uint)entry.GetProperty("a").GetUInt64();
            double exact = entry.Number("z");

            // The word whose distance from the last word gives the upper tail probability a 2^-33.
            uint word = ~(a >> 1);
            float z = OctaveQuantile.Of(word);

            // The bound that the doc comment claims; octave 0 ends at the quantile of 3/4, at p = a 2^-33 = 1/4. The
            // reference's own rounding to double is 2^-30 of an ulp.
            double allowed = a > 1u << 31 ? 2.5 : 1.5;
            (Math.Abs(z - exact) / Ulp.Of((float)exact))
                .Should().BeLessThanOrEqualTo(allowed, "z of a = {0} is {1}, exactly {2}", a, z, exact);
            OctaveQuantile.Of(~word).Should().Be(-z);
        }
    }
}

using System.Text.Json;

namespace Initializers.Tests.KnownAnswers;

/// <summary>The quantile of single words against values of 25 digits.</summary>
public class QuantileAnswerTests
{
    [Fact]
    public void Of_TailProbabilitiesOfTheFile_AreWithinTheClaimedUlps()
    {
        foreach (JsonElement entry in MathematicsFile.Entries("quantile"))
        {
            var a = (uint)entry.GetProperty("a").GetUInt64();
            double exact = entry.Number("z");

            // The word whose distance from the last one makes the upper tail probability a 2^-33.
            uint word = ~(a >> 1);
            float z = OctaveQuantile.Of(word);

            // The claim of the doc comment; octave 0 ends at the quantile of 3/4, at p = a 2^-33 = 1/4. The
            // reference's own rounding to double is 2^-30 of an ulp.
            double allowed = a > 1u << 31 ? 2.5 : 1.5;
            (Math.Abs(z - exact) / Ulp.Of((float)exact))
                .Should().BeLessThanOrEqualTo(allowed, "z of a = {0} is {1}, exactly {2}", a, z, exact);
            OctaveQuantile.Of(~word).Should().Be(-z);
        }
    }
}

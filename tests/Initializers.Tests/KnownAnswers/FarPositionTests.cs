using System.Globalization;

namespace Initializers.Tests.KnownAnswers;

/// <summary>Elements beyond 2^40 of a parameter against far-positions.py, a second implementation in exact arithmetic.</summary>
public class FarPositionTests
{
    private static readonly TensorShape Shape = [(1L << 43) - 1, 1L << 20];

    [Fact]
    public void Slices_OfHugeParameters_HaveTheReferencesBits()
    {
        const string Name = "decoder.weight";
        ResolvedPlan uniform = new InitializationPlan { { Name, Init.Uniform(-1, 1) } }.Resolve([(Name, Shape)]);
        ResolvedPlan normal = new InitializationPlan { { Name, Init.Normal(standardDeviation: 1) } }.Resolve([(Name, Shape)]);
        float[] weights = new float[6];
        foreach (string[][] slice in KnownAnswerFile.Lines("far-positions.txt").Chunk(weights.Length))
        {
            long start = long.Parse(slice[0][0], CultureInfo.InvariantCulture);
            start.Should().BeGreaterThan((1L << 40) - 3);
            foreach ((ResolvedPlan plan, int column) in (ReadOnlySpan<(ResolvedPlan, int)>)[(uniform, 1), (normal, 2)])
            {
                plan.InitializeSlice(Name, weights, start, new PhiloxRandom(5));
                weights.Select(weight => BitConverter.SingleToUInt32Bits(weight).ToString("x8", CultureInfo.InvariantCulture))
                    .Should().Equal(slice.Select(fields => fields[column]), "from {0} on", start);
            }
        }
    }
}

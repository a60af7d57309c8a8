using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class CheckpointComparisonTests
{
    private static readonly InitializationPlan Rules = new() { { "fixed", Init.Ones() }, { "**", Init.Normal(0.01, 0.02) } };

    private static readonly ResolvedPlan Plan = Rules.Resolve([("large", [1000, 700]), ("small", [3, 4]), ("fixed", [5])]);

    [Fact]
    public void Of_TheSameCheckpointInOtherFiles_HasNoDifferences()
    {
        using TemporaryFolder one = new(), two = new();
        Plan.Save(one.Path, new PhiloxRandom(42));
        Plan.Save(two.Path, new PhiloxRandom(42), new() { ShardBytes = 100 });
        CheckpointComparison comparison = Compare(one, two);
        comparison.AreSame.Should().BeTrue();
        comparison.Differences.Should().BeEmpty();
        comparison.ToString().Should().Be("CheckpointComparison(3 tensors, all the same)");
    }

    [Fact]
    public void Of_AnotherSeed_HasTheNumbersAndMomentsOfBoth()
    {
        using TemporaryFolder one = new(), two = new();
        Plan.Save(one.Path, new PhiloxRandom(42));
        Plan.Save(two.Path, new PhiloxRandom(43));
        CheckpointComparison comparison = Compare(one, two);
        comparison.ToString().Should().Be("CheckpointComparison(2 of 3 tensors differ)");
        TensorComparison large = comparison.Tensors.Single(tensor => tensor.Name == "large");
        float[] first = Drawn("large", 42), second = Drawn("large", 43);
        (large.Difference, large.DifferentElements).Should()
            .Be((TensorDifference.Numbers, first.Zip(second).LongCount(pair => pair.First != pair.Second)));
        large.LargestDifference.Should().Be(first.Zip(second).Max(pair => Math.Abs((double)pair.First - pair.Second)));
        foreach ((TensorMoments? moments, float[] values) in (ReadOnlySpan<(TensorMoments?, float[])>)
            [(large.FirstMoments, first), (large.SecondMoments, second)])
        {
            double mean = values.Average(value => (double)value);
            double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            moments!.Value.Mean.Should().BeApproximately(mean, 1e-12 * deviation); // 700,000 additions, each 2^-53 of the sum
            moments.Value.StandardDeviation.Should().BeApproximately(deviation, 1e-12);
            (moments.Value.Smallest, moments.Value.Largest, moments.Value.NonFinite).Should().Be((values.Min(), values.Max(), 0));
        }
        large.ToString().Should().MatchRegex(@"^large: \d+ of 700000 numbers differ, by up to 0\.\d+$");
    }

    [Fact]
    public void Of_OtherTypesShapesAndNames_SaysWhich()
    {
        using TemporaryFolder one = new(), two = new();
        Plan.Save(one.Path, new PhiloxRandom(42));
        Rules.Resolve([("large", [700, 1000]), ("fixed", [5]), ("other", [2])])
            .Save(two.Path, new PhiloxRandom(42), new() { Type = TensorDataType.BF16 });
        Compare(one, two).Tensors.Select(tensor => tensor.ToString()).Should().Equal(
            "fixed F32 [5] and fixed BF16 [5]: 0 of 5 numbers differ, by up to 0", "large F32 [1000, 700] and large BF16 [700, 1000]",
            "small: only in the first", "other: only in the second");
    }

    [Fact]
    public void Of_NumbersThatAreNotFinite_CountsThem()
    {
        using var folder = new TemporaryFolder();
        using Checkpoint one = Checkpoint.Open(Write("one", [float.NaN, 1, float.PositiveInfinity, 3, 0]));
        using Checkpoint two = Checkpoint.Open(Write("two", [float.NaN, 2, float.PositiveInfinity, 3, -0f]));
        TensorComparison tensor = CheckpointComparison.Of(one, two).Tensors.Single();
        (tensor.DifferentElements, tensor.LargestDifference).Should().Be((2, 1), "a sign of zero is a bit, and no distance");
        tensor.FirstMoments.Should().Be(new TensorMoments(4d / 3, Math.Sqrt(14d / 9), 0, 3, 2));
        using Checkpoint three = Checkpoint.Open(Write("three", [float.NaN, 1, 5, 3, 0]));
        CheckpointComparison.Of(one, three).Tensors.Single().LargestDifference.Should().Be(double.PositiveInfinity);

        string Write(string name, float[] values) => folder.Write(name, SafetensorsFileTests.FileOf(
            """{"x":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}}""", [.. values.SelectMany(BitConverter.GetBytes)]));
    }

    private static CheckpointComparison Compare(TemporaryFolder one, TemporaryFolder two)
    {
        using Checkpoint first = Checkpoint.Open(one.Path), second = Checkpoint.Open(two.Path);
        return CheckpointComparison.Of(first, second);
    }

    private static float[] Drawn(string name, ulong seed)
    {
        float[] weights = new float[Plan[name].Elements];
        Plan.Initialize(name, weights, new PhiloxRandom(seed));
        return weights;
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>A residual branch: outputs = inputs + branch(inputs).</summary>
internal sealed record ResidualSignalLayer(IReadOnlyList<SignalLayer> Branch) : SignalLayer
{
    public override int WeightLayers => Branch.Sum(layer => layer.WeightLayers);

    public override SignalPass Forward(
        Matrix<double> inputs, PhiloxRandom random, List<LayerRecord> records, CancellationToken cancellation)
    {
        SignalPass branch = Branch.Forward(inputs, random, records, cancellation);
        return new(inputs + branch.Outputs, gradients => gradients + branch.Backward(gradients));
    }

    /// <summary>The outputs of a branch are independent of its inputs.</summary>
    public override ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation)
    {
        (ExpectedSignals branch, Func<double[], double[]> back) = Branch.Expect(inputs, layers, cancellation);
        return new(inputs + branch, gradients => [.. gradients.Zip(back(gradients), (one, other) => one + other)]);
    }

    public override SignalLayer WithWeights(IWeightInitializer weights) =>
        new ResidualSignalLayer([.. Branch.Select(layer => layer.WithWeights(weights))]);

    public bool Equals(ResidualSignalLayer? other) => other is not null && Branch.SequenceEqual(other.Branch);

    public override int GetHashCode() => Branch.Aggregate(1, HashCode.Combine);

    public override string ToString() => $"+({string.Join(" → ", Branch)})";
}

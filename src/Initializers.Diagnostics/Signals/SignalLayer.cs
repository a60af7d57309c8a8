using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>One layer of a network, with a random source for its weights and a place for what is seen of it.</summary>
internal abstract record SignalLayer
{
    public virtual int DenseLayers => 0;

    /// <summary>Runs a batch, an example a row, and returns the way back for gradients.</summary>
    public abstract SignalPass Forward(Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights);

    /// <summary>What the theory of wide networks makes of the mean square of its inputs, and the way back for that of gradients.</summary>
    public abstract (double MeanSquare, Func<double, double> Backward) Theory(double meanSquare, List<SignalTheory> theories);
}

/// <summary>What is expected of one dense layer: NaN where its initializers promise no variance, or a mean that is not 0.</summary>
internal sealed class SignalTheory
{
    public required double MeanSquare { get; init; }

    public double GradientMeanSquare { get; set; } = double.NaN;
}

/// <summary>What a layer made of a batch, and how gradients go back through it.</summary>
internal sealed record SignalPass(Matrix<double> Outputs, Func<Matrix<double>, Matrix<double>> Backward);

/// <summary>What is seen of one dense layer in one network.</summary>
internal sealed class SignalSight
{
    public required double MeanSquare { get; init; }

    public required double Correlation { get; init; }

    /// <summary>The layer's sums, by which an activation function knows that it comes right behind.</summary>
    public Matrix<double>? Sums { get; set; }

    public double Flat { get; set; } = double.NaN;

    public double Dead { get; set; } = double.NaN;

    public double GradientMeanSquare { get; set; }
}

internal sealed record DenseSignalLayer(int Inputs, int Outputs, IWeightInitializer Weights, IWeightInitializer Biases) : SignalLayer
{
    public override int DenseLayers => 1;

    private TensorShape WeightShape => TensorShape.Linear(Inputs, Outputs);

    private TensorShape BiasShape => TensorShape.Vector(Outputs).WithFans(Inputs, Outputs);

    public override SignalPass Forward(Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights)
    {
        PhiloxRandom own = random.Fork(sights.Count);
        Matrix<double> weights = Weights.InitializeMatrix<double>(WeightShape, own.Fork("weights"));
        Vector<double> biases = Biases.InitializeVector<double>(BiasShape, own.Fork("biases"));
        Matrix<double> outputs = inputs.TransposeAndMultiply(weights);
        outputs.MapIndexedInplace((_, unit, sum) => sum + biases[unit], Zeros.Include);
        var sight = new SignalSight { MeanSquare = Signal.MeanSquare(outputs), Correlation = Signal.Correlation(outputs), Sums = outputs };
        sights.Add(sight);
        return new(outputs, gradients =>
        {
            sight.GradientMeanSquare = Signal.MeanSquare(gradients);
            return gradients * weights;
        });
    }

    /// <summary>A sum of inputs times independent weights has the variance of a weight times the sum of squares of the inputs.</summary>
    public override (double MeanSquare, Func<double, double> Backward) Theory(double meanSquare, List<SignalTheory> theories)
    {
        double weight = VarianceOf(Weights, WeightShape), bias = VarianceOf(Biases, BiasShape);
        var theory = new SignalTheory { MeanSquare = Inputs * weight * meanSquare + bias };
        theories.Add(theory);
        return (theory.MeanSquare, Back);

        double Back(double gradients)
        {
            theory.GradientMeanSquare = gradients;
            return Outputs * weight * gradients;
        }
    }

    public override string ToString() => $"{Outputs} {Weights}";

    private static double VarianceOf(IWeightInitializer initializer, TensorShape shape) =>
        (WeightInitializerExtensions.Unbound(initializer) as IPredictableInitializer)?.Predict(shape) is { Mean: 0, StandardDeviation: var deviation } ? deviation * deviation : double.NaN;
}

internal sealed record ActivationSignalLayer(Activation Activation) : SignalLayer
{
    /// <summary>A slope below this is flat: gradients all but end there.</summary>
    private const double Flat = 0.05;

    public override SignalPass Forward(Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights)
    {
        Matrix<double> slopes = inputs.Map(Activation.Derivative, Zeros.Include);
        if (sights.Count > 0 && ReferenceEquals(sights[^1].Sums, inputs))
        {
            sights[^1].Sums = null; // no longer needed
            sights[^1].Flat = slopes.Enumerate().Average(slope => Math.Abs(slope) < Flat ? 1.0 : 0);
            sights[^1].Dead = slopes.EnumerateColumns().Average(unit => unit.All(slope => slope == 0) ? 1.0 : 0);
        }
        return new(inputs.Map(Activation.Function, Zeros.Include), gradients => gradients.PointwiseMultiply(slopes));
    }

    /// <summary>Of wide layers sums are normal.</summary>
    public override (double MeanSquare, Func<double, double> Backward) Theory(double meanSquare, List<SignalTheory> theories)
    {
        if (!(meanSquare > 0 && double.IsFinite(meanSquare))) return (double.NaN, _ => double.NaN);
        double slopes = Gain.SlopeMeanSquare(Activation, meanSquare);
        return (Gain.MeanSquare(Activation, meanSquare), gradients => slopes * gradients);
    }

    public override string ToString() => Activation.ToString();
}

internal sealed record ResidualSignalLayer(IReadOnlyList<SignalLayer> Branch) : SignalLayer
{
    public override int DenseLayers => Branch.Sum(layer => layer.DenseLayers);

    public override SignalPass Forward(Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights)
    {
        SignalPass branch = Signal.Through(Branch, inputs, random, sights);
        return new(inputs + branch.Outputs, gradients => gradients + branch.Backward(gradients));
    }

    /// <summary>What a branch adds is independent of what it branched from.</summary>
    public override (double MeanSquare, Func<double, double> Backward) Theory(double meanSquare, List<SignalTheory> theories)
    {
        (double branch, Func<double, double> back) = Signal.Theory(Branch, meanSquare, theories);
        return (meanSquare + branch, gradients => gradients + back(gradients));
    }

    public bool Equals(ResidualSignalLayer? other) => other is not null && Branch.SequenceEqual(other.Branch);

    public override int GetHashCode() => Branch.Aggregate(1, HashCode.Combine);

    public override string ToString() => $"+({string.Join(" → ", Branch)})";
}

using Initializers;
using Initializers.Diagnostics;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Claims about weights that are too large, too small, or made for another activation function.</summary>
public static class ScaleClaims
{
    /// <summary>The growth factor per layer up to which a signal counts as preserved.</summary>
    private const double Preserved = 1.1;

    public static IEnumerable<Claim> Of(Settings settings)
    {
        Trial largeTanh = Trial(Init.Normal(0, 1), Nonlinearity.Tanh), largeRelu = Trial(Init.Normal(0, 1), Nonlinearity.Relu),
            small = Trial(Init.Uniform(-0.05, 0.05), Nonlinearity.Relu);
        Trial glorotTanh = Trial(Init.GlorotUniform(), Nonlinearity.Tanh), glorotRelu = Trial(Init.GlorotNormal(), Nonlinearity.Relu),
            heRelu = Trial(Init.HeNormal(), Nonlinearity.Relu);
        Trial lecunSelu = Trial(Init.LeCunNormal(), Nonlinearity.Selu), heSelu = Trial(Init.HeNormal(), Nonlinearity.Selu);
        yield return new("Weights of N(0, 1) saturate tanh.", Sources.Glorot, [largeTanh], laboratory =>
        {
            double[] saturated = [.. laboratory.SignalsOf(largeTanh).Layers.SkipLast(1).Select(layer => layer.Saturated.Mean)];
            return new(saturated.Min() > 0.5,
                Invariant($"saturated pre-activations (slope below 0.05) in the hidden layers: {saturated.Min():P0} ")
                + Invariant($"to {saturated.Max():P0}; test accuracy {laboratory.CourseOf(largeTanh).TestAccuracy:P1}"));
        });
        yield return new("Weights of N(0, 1) make signals explode in ReLU networks, until the loss is NaN.",
            Sources.He, [largeRelu], laboratory =>
        {
            SignalReport signals = laboratory.SignalsOf(largeRelu);
            Course course = laboratory.CourseOf(largeRelu);
            return new(signals.Growth > 2 && course.EndsAtNaN,
                Invariant($"{PerLayer(signals)}; the loss ")
                + Invariant($"{(course.EndsAtNaN ? $"is NaN in epoch {course.Losses.Count}" : "stays finite")}"));
        });
        yield return new("Small weights, U(-0.05, 0.05), make signals vanish.", Sources.Glorot, [small], laboratory =>
            Judge(laboratory, small, signals => signals.Growth < 0.5 && signals.GradientGrowth < 0.5,
                course => course.TestAccuracy < Claim.Learned));
        yield return new("Glorot's weights preserve signals in tanh networks, and the network learns.",
            Sources.Glorot, [glorotTanh], laboratory =>
            Judge(laboratory, glorotTanh, ArePreserved, course => course.TestAccuracy >= Claim.Learned));
        yield return new(Invariant($"Glorot's weights fail in a ReLU network of {settings.HiddenLayers} layers, which He's weights train."),
            Sources.He, [glorotRelu, heRelu], laboratory =>
        {
            (Course glorot, Course he) = (laboratory.CourseOf(glorotRelu), laboratory.CourseOf(heRelu));
            return new(glorot.TestAccuracy < Claim.Learned && he.TestAccuracy >= Claim.Learned,
                Invariant($"Glorot: {PerLayer(laboratory.SignalsOf(glorotRelu))}, test accuracy {glorot.TestAccuracy:P1}; He: ")
                + Invariant($"{PerLayer(laboratory.SignalsOf(heRelu))}, test accuracy {he.TestAccuracy:P1}"));
        });
        yield return new("LeCun's weights keep signals in SELU networks near mean square 1.", Sources.Klambauer, [lecunSelu], laboratory =>
        {
            SignalReport signals = laboratory.SignalsOf(lecunSelu);
            double last = signals.Layers[^1].MeanSquare.Mean;
            Finding preserved = Judge(laboratory, lecunSelu, ArePreserved, course => course.TestAccuracy >= Claim.Learned);
            return preserved with
            {
                Holds = preserved.Holds == true && last is > 0.5 and < 2,
                Measurement = Invariant($"mean square of the last layer's pre-activations {last:0.00}, standard error ")
                    + Invariant($"{signals.Layers[^1].MeanSquare.StandardError:0.00}; {preserved.Measurement}")
            };
        });
        yield return new("With He's weights, which are made for ReLU, SELU networks do not learn.",
            Sources.Klambauer, [heSelu], laboratory =>
            Judge(laboratory, heSelu, signals => !ArePreserved(signals), course => course.TestAccuracy < Claim.Learned));

        Trial Trial(IWeightInitializer weights, Nonlinearity activation) => new(weights, activation, settings.HiddenLayers, settings.Seed);
    }

    private static Finding Judge(Laboratory laboratory, Trial trial, Func<SignalReport, bool> signals, Func<Course, bool> training)
    {
        (SignalReport report, Course course) = (laboratory.SignalsOf(trial), laboratory.CourseOf(trial));
        return new(signals(report) && training(course), Invariant($"{PerLayer(report)}; test accuracy {course.TestAccuracy:P1}"));
    }

    private static bool ArePreserved(SignalReport signals) =>
        signals.Growth is > 1 / Preserved and < Preserved && signals.GradientGrowth is > 1 / Preserved and < Preserved;

    private static string PerLayer(SignalReport signals) =>
        Invariant($"pre-activations {signals.Growth:0.00}x and gradients {signals.GradientGrowth:0.00}x a layer");
}

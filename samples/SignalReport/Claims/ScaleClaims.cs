using Initializers;
using Initializers.Diagnostics;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Weights that are too large, too small, or made for another activation function.</summary>
public static class ScaleClaims
{
    /// <summary>A signal is held that changes less than this from layer to layer.</summary>
    private const double Held = 1.1;

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
            return new(saturated.Min() > 0.5, Invariant($"saturated sums (slope below 0.05), over the hidden layers: {saturated.Min():P0} ")
                + Invariant($"to {saturated.Max():P0}; right after training {laboratory.CourseOf(largeTanh).TestAccuracy:P1}"));
        });
        yield return new("Weights of N(0, 1) make signals explode through ReLUs, until the loss is NaN.",
            Sources.He, [largeRelu], laboratory =>
        {
            SignalReport signals = laboratory.SignalsOf(largeRelu);
            Course course = laboratory.CourseOf(largeRelu);
            return new(signals.Growth > 2 && course.EndsAtNaN,
                Invariant($"{PerLayer(signals)}; the loss ")
                + Invariant($"{(course.EndsAtNaN ? $"is NaN in epoch {course.Losses.Count}" : "stays a number")}"));
        });
        yield return new("Small weights, U(-0.05, 0.05), make signals vanish.", Sources.Glorot, [small], laboratory =>
            Judge(laboratory, small, signals => signals.Growth < 0.5 && signals.GradientGrowth < 0.5,
                course => course.TestAccuracy < Claim.Learned));
        yield return new("Glorot's weights hold signals through tanh, and the network learns.", Sources.Glorot, [glorotTanh], laboratory =>
            Judge(laboratory, glorotTanh, IsHeld, course => course.TestAccuracy >= Claim.Learned));
        yield return new(Invariant($"Glorot's weights fail in a network of {settings.HiddenLayers} layers of ReLUs, which He's train."),
            Sources.He, [glorotRelu, heRelu], laboratory =>
        {
            (Course glorot, Course he) = (laboratory.CourseOf(glorotRelu), laboratory.CourseOf(heRelu));
            return new(glorot.TestAccuracy < Claim.Learned && he.TestAccuracy >= Claim.Learned,
                Invariant($"Glorot: {PerLayer(laboratory.SignalsOf(glorotRelu))}, right {glorot.TestAccuracy:P1}; He: ")
                + Invariant($"{PerLayer(laboratory.SignalsOf(heRelu))}, right {he.TestAccuracy:P1}"));
        });
        yield return new("LeCun's weights hold signals through SELUs near mean square 1.", Sources.Klambauer, [lecunSelu], laboratory =>
        {
            SignalReport signals = laboratory.SignalsOf(lecunSelu);
            double last = signals.Layers[^1].MeanSquare.Mean;
            Finding held = Judge(laboratory, lecunSelu, IsHeld, course => course.TestAccuracy >= Claim.Learned);
            return held with
            {
                Holds = held.Holds == true && last is > 0.5 and < 2,
                Measurement = "mean square of the last sums "
                    + Invariant($"{last:0.00}, standard error {signals.Layers[^1].MeanSquare.StandardError:0.00}; {held.Measurement}")
            };
        });
        yield return new("With He's weights, which are made for ReLUs, SELUs do not work.", Sources.Klambauer, [heSelu], laboratory =>
            Judge(laboratory, heSelu, signals => !IsHeld(signals), course => course.TestAccuracy < Claim.Learned));

        Trial Trial(IWeightInitializer weights, Nonlinearity activation) => new(weights, activation, settings.HiddenLayers, settings.Seed);
    }

    private static Finding Judge(Laboratory laboratory, Trial trial, Func<SignalReport, bool> signals, Func<Course, bool> training)
    {
        (SignalReport report, Course course) = (laboratory.SignalsOf(trial), laboratory.CourseOf(trial));
        return new(signals(report) && training(course), Invariant($"{PerLayer(report)}; right after training {course.TestAccuracy:P1}"));
    }

    private static bool IsHeld(SignalReport signals) =>
        signals.Growth is > 1 / Held and < Held && signals.GradientGrowth is > 1 / Held and < Held;

    private static string PerLayer(SignalReport signals) =>
        Invariant($"sums {signals.Growth:0.00}x and gradients {signals.GradientGrowth:0.00}x a layer");
}

using Initializers;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Weights that are all alike.</summary>
public static class SymmetryClaims
{
    /// <summary>Scores that differ less than this between images are the same.</summary>
    private const double Alike = 1e-6;

    public static IEnumerable<Claim> Of(Settings settings)
    {
        Trial zerosOfRelu = Trial(Init.Zeros(), Nonlinearity.Relu), zerosOfTanh = Trial(Init.Zeros(), Nonlinearity.Tanh);
        Trial constantOfRelu = Trial(Init.Constant(0.1), Nonlinearity.Relu), constantOfTanh = Trial(Init.Constant(0.1), Nonlinearity.Tanh);
        Trial linear = Trial(Init.Zeros(), Nonlinearity.Relu) with { HiddenLayers = 0 };
        yield return new("Of zero weights, all units of a layer stay equal.", Sources.Stanford, [zerosOfRelu, zerosOfTanh],
            laboratory => Symmetry(laboratory, zerosOfRelu, zerosOfTanh));
        yield return new("Of equal weights that are not zero, too.", Sources.Stanford, [constantOfRelu, constantOfTanh],
            laboratory => Symmetry(laboratory, constantOfRelu, constantOfTanh));
        yield return new("A network of zero weights might as well be a linear model.",
            Sources.Linear, [zerosOfRelu, zerosOfTanh, linear], laboratory =>
        {
            (Course relu, Course tanh, Course model) =
                (laboratory.CourseOf(zerosOfRelu), laboratory.CourseOf(zerosOfTanh), laboratory.CourseOf(linear));
            string same = relu.Range < Alike && tanh.Range < Alike
                ? "the network says the same to every image: only its last biases learn"
                : "the network says different things to different images";
            return new(Math.Abs(relu.TestAccuracy - model.TestAccuracy) < 0.05 && Math.Abs(tanh.TestAccuracy - model.TestAccuracy) < 0.05,
                Invariant(
                    $"right: ReLU {relu.TestAccuracy:P1}, tanh {tanh.TestAccuracy:P1}, a linear model {model.TestAccuracy:P1}; {same}"));
        });

        Trial Trial(IWeightInitializer weights, Nonlinearity activation) => new(weights, activation, settings.HiddenLayers, settings.Seed);
    }

    private static Finding Symmetry(Laboratory laboratory, Trial relu, Trial tanh)
    {
        (Course one, Course other) = (laboratory.CourseOf(relu), laboratory.CourseOf(tanh));
        return new(one.HasEqualUnits && other.HasEqualUnits, Invariant($"after training, a layer of equal units: ReLU {Said(one)}, tanh ")
            + Invariant($"{Said(other)}; right {one.TestAccuracy:P1} and {other.TestAccuracy:P1}"));
    }

    private static string Said(Course course) => course.HasEqualUnits ? "yes" : "no";
}

using Initializers;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Claims about weights that are all equal.</summary>
public static class SymmetryClaims
{
    /// <summary>The difference between images below which their scores count as equal.</summary>
    private const double Alike = 1e-6;

    public static IEnumerable<Claim> Of(Settings settings)
    {
        Trial zerosOfRelu = Trial(Init.Zeros(), Nonlinearity.Relu), zerosOfTanh = Trial(Init.Zeros(), Nonlinearity.Tanh);
        Trial constantOfRelu = Trial(Init.Constant(0.1), Nonlinearity.Relu), constantOfTanh = Trial(Init.Constant(0.1), Nonlinearity.Tanh);
        Trial linear = Trial(Init.Zeros(), Nonlinearity.Relu) with { HiddenLayers = 0 };
        yield return new("With zero weights, all units of a layer stay equal.", Sources.Stanford, [zerosOfRelu, zerosOfTanh],
            laboratory => Symmetry(laboratory, zerosOfRelu, zerosOfTanh));
        yield return new("With other equal weights, they stay equal too.", Sources.Stanford, [constantOfRelu, constantOfTanh],
            laboratory => Symmetry(laboratory, constantOfRelu, constantOfTanh));
        yield return new("With zero weights, a network might as well be a linear model.",
            Sources.Linear, [zerosOfRelu, zerosOfTanh, linear], laboratory =>
        {
            (Course relu, Course tanh, Course model) =
                (laboratory.CourseOf(zerosOfRelu), laboratory.CourseOf(zerosOfTanh), laboratory.CourseOf(linear));
            string same = relu.Range < Alike && tanh.Range < Alike
                ? "the scores are the same for every image: only the biases of the last layer learn"
                : "the scores differ between images";
            return new(Math.Abs(relu.TestAccuracy - model.TestAccuracy) < 0.05 && Math.Abs(tanh.TestAccuracy - model.TestAccuracy) < 0.05,
                Invariant($"test accuracy: ReLU {relu.TestAccuracy:P1}, tanh {tanh.TestAccuracy:P1}, ")
                + Invariant($"a linear model {model.TestAccuracy:P1}; {same}"));
        });

        Trial Trial(IWeightInitializer weights, Nonlinearity activation) => new(weights, activation, settings.HiddenLayers, settings.Seed);
    }

    private static Finding Symmetry(Laboratory laboratory, Trial relu, Trial tanh)
    {
        (Course one, Course other) = (laboratory.CourseOf(relu), laboratory.CourseOf(tanh));
        return new(one.HasEqualUnits && other.HasEqualUnits,
            Invariant($"a layer of equal units after training: ReLU {Answer(one)}, tanh {Answer(other)}; ")
            + Invariant($"test accuracy {one.TestAccuracy:P1} and {other.TestAccuracy:P1}"));
    }

    private static string Answer(Course course) => course.HasEqualUnits ? "yes" : "no";
}

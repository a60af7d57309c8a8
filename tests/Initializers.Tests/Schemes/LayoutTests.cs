using CsCheck;
using Initializers.Tests.Shapes;

namespace Initializers.Tests.Schemes;

/// <summary>A matrix or kernel is the same layer in every order of the axes.</summary>
public class LayoutTests
{
    private static readonly Dictionary<string, IWeightInitializer> Initializers = new()
    {
        ["Dirac"] = Init.Dirac(shift: 1),
        ["Dirac, earlier"] = Init.Dirac(centre: KernelCentre.Earlier),
        ["Hadamard"] = Init.Hadamard(),
        ["ZerOHadamard"] = Init.ZerOHadamard(),
        ["ZerOHadamard, earlier"] = Init.ZerOHadamard(centre: KernelCentre.Earlier),
        ["Orthogonal"] = Init.Orthogonal(),
        ["OrthogonalScaled"] = Init.OrthogonalScaled(),
        ["DeltaOrthogonal"] = Init.DeltaOrthogonal(2),
        ["ConvolutionOrthogonal"] = Init.ConvolutionOrthogonal(),
    };

    public static TheoryData<string> Names => [.. Initializers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Initialize_OfAnotherLayout_IsTheSameLayer(string name)
    {
        IWeightInitializer initializer = Initializers[name];
        bool widens = initializer is DeltaOrthogonalInitializer or ConvolutionOrthogonalInitializer; // as it has to, to keep lengths
        ShapeGen.Convolutions.Where((inputs, outputs, _, _, _) => !widens || outputs >= inputs)
            .Holds((inputs, outputs, kernel, groups, _) =>
        {
            float[] outIn = Weights(WeightLayout.OutIn), inOut = Weights(WeightLayout.InOut);
            (int channels, int taps) = (inputs / groups, outIn.Length / outputs / (inputs / groups));
            for (int i = 0; i < outIn.Length; i++)
            {
                (int output, int input, int tap) = (i / taps / channels, i / taps % channels, i % taps);
                inOut[(tap * channels + input) * outputs + output].Should().Be(outIn[i]);
            }

            float[] Weights(WeightLayout layout) =>
                initializer.Initialize(TensorShape.Convolution(inputs, outputs, kernel, groups, layout), new PhiloxRandom(3));
        });
    }
}

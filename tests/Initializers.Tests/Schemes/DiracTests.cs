using CsCheck;
using Initializers.Tests.KnownAnswers;

namespace Initializers.Tests.Schemes;

/// <summary>A Dirac kernel passes its input through, in every layout, and is PyTorch's.</summary>
public class DiracTests
{
    public static TheoryData<string, long, string> PyTorch
    {
        get
        {
            var data = new TheoryData<string, long, string>();
            foreach (string[] fields in KnownAnswerFile.Lines("torch-dirac.txt")) data.Add(fields[0], long.Parse(fields[1]), fields[2]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PyTorch))]
    public void Dirac_OfPyTorchsShapes_IsPyTorchs(string dimensions, long groups, string ones)
    {
        TensorShape shape = dimensions.Split(',').Select(long.Parse).ToArray();
        var expected = new float[shape.Count];
        foreach (string index in ones.Split(',')) expected[int.Parse(index)] = 1;

        Init.Dirac(groups).Initialize(shape).Should().Equal(expected);
        Init.Dirac().Initialize(shape.WithGroups(groups)).Should().Equal(expected);
    }

    [Fact]
    public void Dirac_Convolved_PassesItsInputThrough() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 3]).Holds((perGroupIn, perGroupOut, groups, reach) =>
        {
            (int inputs, int outputs, int extent) = (groups * perGroupIn, groups * perGroupOut, 2 * reach + 1);
            float[] weights = Init.Dirac().Initialize(TensorShape.Convolution(inputs, outputs, [extent], groups));
            float[,] signal = new float[inputs, 8];
            for (int i = 0; i < signal.Length; i++) signal[i / 8, i % 8] = i + 1;

            float[,] result = Convolve(weights, signal, outputs, groups, extent);

            for (int output = 0; output < outputs; output++)
            {
                (int group, int channel) = int.DivRem(output, perGroupOut);
                for (int x = 0; x < 8; x++)
                    result[output, x].Should().Be(channel < perGroupIn ? signal[group * perGroupIn + channel, x] : 0);
            }
        });

    [Fact]
    public void Dirac_OfShifts_SharesTheInputsAmongBranches()
    {
        // Flux.jl's test of an inception block: three branches of 2, 3 and 2 outputs pass inputs 0 and 1, 2 to 4, 5 and 6 through.
        float[,] signal = new float[7, 8];
        for (int i = 0; i < signal.Length; i++) signal[i / 8, i % 8] = i + 1;
        int first = 0;
        foreach ((int outputs, int extent) in ((int, int)[])[(2, 1), (3, 3), (2, 5)])
        {
            float[] weights = Init.Dirac(shift: first).Initialize(TensorShape.Convolution(7, outputs, [extent]));
            float[,] result = Convolve(weights, signal, outputs, 1, extent);
            for (int output = 0; output < outputs; output++)
            {
                for (int x = 0; x < 8; x++) result[output, x].Should().Be(signal[first + output, x]);
            }
            first += outputs;
        }
    }

    [Fact]
    public void Shift_OfAnyNumber_GoesInCircles() =>
        Gen.Select(Gen.OneOf(Gen.Long, Gen.OneOf(long.MinValue, long.MaxValue)), Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 3])
            .Holds((shift, outputs, inputs, groups) =>
        {
            int first = (int)((shift % inputs + inputs) % inputs);
            float[] identity = Init.Identity(2, shift).Initialize([outputs, inputs]);
            for (int i = 0; i < identity.Length; i++)
            {
                (int output, int input) = int.DivRem(i, inputs);
                identity[i].Should().Be(input == (output + first) % inputs && output < inputs ? 2 : 0);
            }
            TensorShape shape = TensorShape.Convolution(groups * inputs, groups * outputs, [3], groups);
            float[] dirac = Init.Dirac(shift: shift).Initialize(shape);
            for (int i = 0; i < dirac.Length; i++)
                dirac[i].Should().Be(i % 3 == 1 ? identity[i / 3 % identity.Length] / 2 : 0, "each group is an identity at the centre");
        });

    [Fact]
    public void Shift_IsSaidAndCompared()
    {
        Init.Identity(2, 5).ToString().Should().Be("Identity(gain: 2, shift: 5)");
        Init.Dirac(shift: -5).ToString().Should().Be("Dirac(groups: 1, centre: Later, shift: -5)");
        Init.Identity(2).Should().NotBe(Init.Identity(2, 5));
    }

    [Fact]
    public void Dirac_OfATransposedConvolution_IsThatOfItsLayer()
    {
        // PyTorch's transposed convolution stores [in, out / groups, kernel]: input 3 is channel 1 of group 1.
        float[] transposed = Init.Dirac().Initialize(TensorShape.TransposedConvolution(4, 6, [1], groups: 2)); // [4, 3, 1]
        transposed.Should().Equal(1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0);
    }

    [Fact]
    public void Dirac_EvenExtent_HasTheCentreThatIsAskedFor()
    {
        Init.Dirac().Initialize([1, 1, 4]).Should().Equal(0, 0, 1, 0);
        Init.Dirac(centre: KernelCentre.Earlier).Initialize([1, 1, 4]).Should().Equal(0, 1, 0, 0);
        Init.Dirac(centre: KernelCentre.Earlier).Initialize([1, 1, 3]).Should().Equal(0, 1, 0);
        Init.Dirac(centre: KernelCentre.Earlier).Initialize([1, 1, 2, 2]).Should().Equal(1, 0, 0, 0);
    }

    [Fact]
    public void Dirac_Matrix_IsTheIdentity() => Init.Dirac().Initialize([2, 3]).Should().Equal(Init.Identity().Initialize([2, 3]));

    [Fact]
    public void Dirac_WhatIsNoConvolution_IsRefused()
    {
        Refuse(() => Init.Dirac(0), "groups must be a whole number of at least 1, but was 0.*", "groups");
        Refuse(() => Init.Dirac(centre: (KernelCentre)2), "centre must be Later or Earlier, but was 2.*", "centre");
        Refuse(() => Init.Dirac().Initialize([3]), "*[3]*", "shape");
        Refuse(() => Init.Dirac(3).Initialize([4, 2, 3]), "*3 groups*", "shape");
        Refuse(() => Init.Dirac(3).Initialize(TensorShape.Convolution(4, 4, [3], groups: 2)),
            "shape must have 1 group or 3, as the initializer has, but was *groups: 2.*", "shape");
        Refuse(() => Init.Dirac().Initialize(new TensorShape(3, 3, 8, 1).WithLayout(WeightLayout.Depthwise)),
            "*one axis of inputs*", "shape");
    }

    private static void Refuse(Action action, string message, string parameter) =>
        action.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);

    /// <summary>Zeros beyond the ends, weights in PyTorch's order.</summary>
    private static float[,] Convolve(float[] weights, float[,] signal, int outputs, int groups, int extent)
    {
        int width = signal.GetLength(1), inputsOfGroup = signal.GetLength(0) / groups;
        var result = new float[outputs, width];
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputsOfGroup; input++)
            {
                for (int tap = 0; tap < extent; tap++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        int from = x + tap - extent / 2;
                        if (from >= 0 && from < width)
                            result[output, x] += weights[(output * inputsOfGroup + input) * extent + tap] *
                                signal[output / (outputs / groups) * inputsOfGroup + input, from];
                    }
                }
            }
        }
        return result;
    }
}

using System.Buffers.Binary;
using FluentAssertions.Specialized;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>What PyTorch does not accept, or would loop on forever, is refused by name, and nothing is drawn.</summary>
public class PyTorchRefusalTests
{
    private readonly PyTorchRandom _random = new(0);

    [Fact]
    public void Functions_OfArgumentsThatPyTorchDoesNotTake_AreRefused()
    {
        Refused(() => PyTorchInit.Uniform(1, 0)).WithMessage("a must not be above b, but was 1, and b was 0.*");
        Refused(() => PyTorchInit.Uniform(0, double.PositiveInfinity)).WithParameterName("b");
        Refused(() => PyTorchInit.Normal(0, -1)).WithParameterName("std");
        Refused(() => PyTorchInit.TruncNormal(a: 1, b: 1)).WithParameterName("a");
        Refused(() => PyTorchInit.TruncNormal(truncation: (PyTorchTruncation)2))
            .WithMessage("truncation must be Rejection or InverseErf, but was 2*");
        Refused(() => PyTorchInit.XavierUniform(-1)).WithMessage("gain must be a finite number of at least 0*but was -1*");
        Refused(() => PyTorchInit.XavierNormal(-1)).WithParameterName("gain");
        Refused(() => PyTorchInit.KaimingUniform(mode: FanMode.Average)).WithMessage("mode must be In or Out, but was Average*");
        Refused(() => PyTorchInit.KaimingUniform(nonlinearity: "gelu")).WithMessage("nonlinearity must be linear*, but was gelu*");
        Refused(() => PyTorchInit.XavierNormal().Initialize([5], _random))
            .WithMessage("shape must have at least two dimensions*, but was [5]*");
        Refused(() => PyTorchInit.Eye().Initialize([5], _random)).WithParameterName("shape");
        Refused(() => PyTorchInit.Dirac(2).Initialize([3, 3, 3], _random)).WithParameterName("shape");
        Refused(() => PyTorchInit.Dirac().Initialize([4, 2, 0], _random))
            .WithMessage("shape must have a kernel with no zero extent, *, but was [4, 2, 0]*");
        PyTorchInit.Dirac().Initialize([4, 0, 2], _random).Should().BeEmpty();
        Refused(() => PyTorchInit.Normal().Initialize(new float[3].AsSpan(), [4], _random)).WithParameterName("weights");
    }

    [Fact]
    public void Numbers_BeyondTheType_AreRefused()
    {
        Refused(() => PyTorchInit.Uniform(0, 1e300).Initialize([4], _random))
            .WithMessage("b must be a number of float32, from -3.4028234663852886E+38 to 3.4028234663852886E+38*but was 1E+300*")
                .WithParameterName("shape");
        Refused(() => PyTorchInit.Uniform(-3e38, 3e38).Initialize([4], _random))
            .WithMessage("a and b must have a distance of at most * the largest float32, but were -3E+38 and 3E+38*");
        Refused(() => PyTorchInit.Uniform(-3e38, 3e38).InitializeBFloat16(new ushort[4], [4], _random))
            .WithMessage("a and b must have a distance of at most 3.3895313892515355E+38, the largest bfloat16, "
                + "but were -3E+38 and 3E+38.*");
        Refused(() => PyTorchInit.Uniform(-1e5, 1e5).Initialize(new Half[4].AsSpan(), [4], _random))
            .WithMessage("a must be a number of float16, from -65504 to 65504*but was -100000*");
        Refused(() => PyTorchInit.Uniform(-1e308, 1e308).Initialize(new double[4].AsSpan(), [4], _random))
            .WithMessage("a and b must have a distance of at most *, the largest float64, but were -1E+308 and 1E+308.*")
            .WithParameterName("shape");
        Refused(() => PyTorchInit.Uniform(0, 1e300).Initialize([], _random))
            .WithMessage("b must be a number of float32, *, but was 1E+300.*");
        Refused(() => PyTorchInit.Normal(1e300, 1).Initialize([4], _random))
            .WithMessage("mean must be a number of float32, *, but was 1E+300.*");
        Refused(() => PyTorchInit.Normal(0, 1e300).Initialize([4], _random))
            .WithMessage("std must be a number of float32, *, but was 1E+300.*");
        Refused(() => PyTorchInit.Sparse(0.5, 1e300).Initialize([4, 4], _random))
            .WithMessage("std must be a number of float32, *, but was 1E+300.*");
        Refused(() => PyTorchInit.XavierUniform(1e200).Initialize([4, 4], _random))
            .WithMessage("shape must keep the width of xavier_uniform_(gain=1E+200) within 3.4028234663852886E+38, the largest float32, "
                + "but was [4, 4]*, which makes it 1.7*E+200.*").WithParameterName("shape");
        Refused(() => PyTorchInit.XavierNormal(1e200).Initialize([4, 4], _random))
            .WithMessage("shape must keep the standard deviation of xavier_normal_(gain=1E+200) within 3.4028234663852886E+38, the largest "
                + "float32, but was [4, 4]*, which makes it *");
        Refused(() => PyTorchInit.Orthogonal(1e200).Initialize([4, 4], _random))
            .WithMessage("gain must be a number of float32, *, but was 1E+200.*");
        Refused(() => PyTorchInit.Constant(65505).Initialize(new Half[2].AsSpan(), [2], _random))
            .WithMessage("value must be a number of float16, *, but was 65505.*");
        Refused(() => PyTorchInit.TruncNormal(0, 1, 1e300, 2e300).Initialize([4], _random))
            .WithMessage("a must be a number of float32, *, but was 1E+300.*");
        Refused(() => PyTorchInit.TruncNormal(0, 1, 1e300, 2e300, PyTorchTruncation.InverseErf).Initialize([4], _random))
            .WithMessage("a must be a number of float32, *, but was 1E+300.*");
        Refused(() => _random.NextUniform(new float[4], 0, 1e300)).WithParameterName("high");
        Refused(() => _random.NextUniform(new float[4], 1, 0)).WithParameterName("low");
        Refused(() => _random.NextNormal(new float[4], 0, 1e300)).WithParameterName("standardDeviation");

        PyTorchInit.Uniform(0, 65504).Initialize(new Half[4].AsSpan(), [4], _random);
        PyTorchInit.Constant(double.NegativeInfinity).Initialize([1], _random).Should().Equal(float.NegativeInfinity);
        PyTorchInit.XavierUniform(1e200).Initialize(new double[4].AsSpan(), [2, 2], _random);
        PyTorchInit.TruncNormal(0, 1, -1e300, 1e300).Initialize([20], _random)
            .Should().OnlyContain(weight => Math.Abs(weight) < 6, "these bounds act as infinities");
        _random.GetState().Should().NotEqual(new PyTorchRandom(0).GetState());
    }

    [Theory]
    [InlineData(0, 1, 1, 1e9)]
    [InlineData(0, 1, -1e9, -1)]
    [InlineData(0, 1, 30, 1e9)]
    [InlineData(1 + 6e-8, 1e-9, 1 + 4e-8, 1 + 5.96e-8)]
    [InlineData(1 + 2e-7, 1e-9, 1, 1 + 1.2e-7)]
    public void TruncNormal_ThatWouldHardlyEnd_IsRefused(double mean, double std, double a, double b) =>
        Refused(() => PyTorchInit.TruncNormal(mean, std, a, b).Initialize([20], _random))
            .WithMessage("a and b must enclose enough of the distribution to finish within 100000 rounds, but were * and *, between which "
                + "fewer than 3.8e-5 of all * would be kept as float32*").WithParameterName("shape");

    [Theory]
    [InlineData(0, 1, 1, 1e4)]
    [InlineData(0, 1, 30, 31)]
    [InlineData(0, 1, 1000, 1001)]
    [InlineData(1, 1e-9, 1 + 1e-9, 1 + 2e-9)]
    [InlineData(1 + 6e-8, 1e-9, 1 + 4e-8, 1 + 7e-8)]
    [InlineData(0, 1, 0, 1e-30)]
    [InlineData(0, 1e-300, -1e-300, 1e-300)]
    public void TruncNormal_ThatEnds_IsFilled(double mean, double std, double a, double b)
    {
        PyTorchInit.TruncNormal(mean, std, a, b).Initialize([20], _random)
            .Should().OnlyContain(weight => weight >= (float)a && weight <= (float)b);
        PyTorchInit.TruncNormal(mean, std, a, b).Initialize(new double[20].AsSpan(), [20], _random);
    }

    [Fact]
    public void TruncNormal_OfFewValues_IsThatOfTheirKernel()
    {
        // The block kernel rounds the mean to a float, above the bounds; the pair kernel keeps the double.
        PyTorchInit.TruncNormal(1 + 6e-8, 1e-9, 1 + 4e-8, 1 + 5.96e-8).Initialize([15], _random)
            .Should().OnlyContain(weight => weight == 1);
        // In 16 bits a uniform that rounds to 1 becomes 0, which accepts any candidate.
        PyTorchInit.TruncNormal(0, 1e-3, 1e-3, 6e4).Initialize(new Half[4].AsSpan(), [4], _random);
        PyTorchInit.TruncNormal(0, 1, 30, 1e9).InitializeBFloat16(new ushort[4], [4], _random);
    }

    [Fact]
    public void Strides_OfElementsThatMeet_AreRefused()
    {
        PyTorchInitializer uniform = PyTorchInit.Uniform();
        Refused(() => uniform.WithStrides(1, 2).Initialize([4], _random))
            .WithMessage("strides must have 1 elements, one for each axis of [4], but had 2.*").WithParameterName("shape");
        Refused(() => uniform.WithStrides(0, 1).Initialize([2, 3], _random))
            .WithMessage("strides must be those of separate elements, but were [0, 1] for [2, 3]*: elements share an address*")
                .WithParameterName("shape");
        Refused(() => MemoryOrder.Check([1L << 30, 1L << 30], [0, 1])).WithMessage("*elements share an address*");
        Refused(() => uniform.WithStrides(1, 1).Initialize([2, 3], _random)).WithParameterName("shape");
        Refused(() => uniform.WithStrides(3, -1)).WithMessage("strides must be a whole number of at least 0, but was -1.*")
            .WithParameterName("strides");
        Refused(() => uniform.WithStrides(long.MaxValue, 1).Initialize([3, 1], _random))
            .WithMessage("strides must be those of separate elements, but were [9223372036854775807, 1] for [3, 1]*"
                + ": the last address is 2^63 or more.*")
            .WithParameterName("shape");
        ((Action)(() => PyTorchInit.Eye().WithStrides(1, 2))).Should().Throw<NotSupportedException>();
        uniform.WithStrides(0, 1).Initialize([1, 3], new PyTorchRandom(0))
            .Should().Equal(uniform.Initialize([3], new PyTorchRandom(0)), "PyTorch accepts a stride of 0 for one element");
        uniform.WithStrides(5, 0).Initialize([3, 1], new PyTorchRandom(0)).Should().Equal(uniform.Initialize([3], new PyTorchRandom(0)));
    }

    [Fact]
    public void Modules_OfSizesThatPyTorchDoesNotTake_AreRefused()
    {
        Refused(() => PyTorchInit.Linear(-1, 5)).WithMessage("inputs must be a whole number of at least 0*but was -1*");
        Refused(() => PyTorchInit.Linear(5, -1)).WithParameterName("outputs");
        Refused(() => PyTorchInit.Linear(1L << 40, 2))
            .WithMessage($"inputs must be small enough for the weight to have at most {Array.MaxLength} elements*, but was 1099511627776.*")
                .WithParameterName("inputs");
        Refused(() => PyTorchInit.TransformerEncoderLayer(4, 1L << 40)).WithParameterName("feedforward");
        Refused(() => PyTorchInit.Norm([1L << 40])).WithParameterName("shape");
        Refused(() => PyTorchInit.Conv(3, 4, [1L << 20, 1L << 20])).WithParameterName("kernel");
        Refused(() => PyTorchInit.Rnn(3, 4, layers: int.MaxValue))
            .WithMessage("layers must be a whole number from 1 to 4096, but was 2147483647.*").WithParameterName("layers");
        Refused(() => PyTorchInit.Bilinear(-3, 2, 2)).WithParameterName("inputs1");
        Refused(() => PyTorchInit.Bilinear(0, 2, 2)).WithParameterName("inputs1");
        Refused(() => PyTorchInit.Bilinear(2, -1, 2)).WithParameterName("inputs2");
        Refused(() => PyTorchInit.Bilinear(2, 2, -1)).WithParameterName("outputs");
        Refused(() => PyTorchInit.Conv(-3, 4, [3])).WithParameterName("inputs");
        Refused(() => PyTorchInit.Conv(3, 4, [3], groups: 2)).WithParameterName("groups");
        Refused(() => PyTorchInit.Conv(3, 4, [3], groups: 0)).WithParameterName("groups");
        Refused(() => PyTorchInit.Conv(3, 8, [])).WithMessage("kernel must have 1 to 3 elements, but was [].*");
        Refused(() => PyTorchInit.ConvTranspose(3, 8, [1, 1, 1, 1])).WithParameterName("kernel");
        Refused(() => PyTorchInit.Conv(0, 8, [3, 3]))
            .WithMessage("bias must be false for a fan-in of 0, which leaves it uninitialized in PyTorch, "
                + "but was true for the weight [8, 0, 3, 3]*");
        Refused(() => PyTorchInit.ConvTranspose(3, 8, [3, 0])).WithParameterName("bias");
        Refused(() => PyTorchInit.Embedding(-1, 4)).WithParameterName("count");
        Refused(() => PyTorchInit.Embedding(3, 4, paddingIndex: 3)).WithParameterName("paddingIndex");
        Refused(() => PyTorchInit.Lstm(4, 3, projection: -1)).WithParameterName("projection");
        Refused(() => PyTorchInit.Lstm(4, 3, projection: 3))
            .WithMessage("projection must be a whole number below hidden, which is 3*but was 3*");
        Refused(() => PyTorchInit.Lstm(4, 1L << 62))
            .WithMessage("hidden must be a whole number of which 4 times is below 2^63*but was 4611686018427387904*");
        Refused(() => PyTorchInit.Gru(4, 1L << 62)).WithParameterName("hidden");
        Refused(() => PyTorchInit.GruCell(4, 1L << 62)).WithParameterName("hidden");
        Refused(() => PyTorchInit.Rnn(0, 1L << 62, bidirectional: true)).WithParameterName("hidden");
        Refused(() => PyTorchInit.Rnn(-1, 3)).WithParameterName("inputs");
        Refused(() => PyTorchInit.Rnn(3, 0)).WithParameterName("hidden");
        Refused(() => PyTorchInit.RnnCell(3, -1)).WithParameterName("hidden");
        Refused(() => PyTorchInit.Rnn(3, 2, layers: 0)).WithParameterName("layers");
        Refused(() => PyTorchInit.MultiheadAttention(0)).WithParameterName("width");
        Refused(() => PyTorchInit.MultiheadAttention(1L << 62))
            .WithMessage("width must be a whole number of which 3 times*but was 4611686018427387904*");
        Refused(() => PyTorchInit.MultiheadAttention(4, keyWidth: -1)).WithParameterName("keyWidth");
        Refused(() => PyTorchInit.TransformerEncoderLayer(0)).WithParameterName("width");
        Refused(() => PyTorchInit.TransformerDecoderLayer(4, -1)).WithParameterName("feedforward");
        Refused(() => PyTorchInit.Transformer(4, 0, 1, 5)).WithParameterName("encoderLayers");
        Refused(() => PyTorchInit.BatchNorm(-1)).WithParameterName("features");
        Refused(() => PyTorchInit.PReLU(-1)).WithParameterName("parameters");
        Refused(() => PyTorchInit.WithoutParameters(null!)).WithParameterName("name");
        Refused(() => PyTorchInit.Sequential(PyTorchInit.Linear(1, 1), null!)).WithParameterName("modules");
        Refused(() => PyTorchInit.WithoutParameters("ReLU").Initialize(null!)).WithParameterName("random");
    }

    [Fact]
    public void Sources_OfOtherWords_AreForFunctionsThatDrawNothing()
    {
        Refused(() => PyTorchInit.XavierNormal().Initialize([5, 5], new PhiloxRandom(0)))
            .WithMessage("random must be a PyTorchRandom*: Initialize(shape, new PyTorchRandom(seed))*but was a PhiloxRandom*")
                .WithParameterName("random");
        PyTorchInit.Zeros().Initialize([2, 2]).Should().Equal(0, 0, 0, 0);
        PyTorchInit.Ones().Initialize([2], new PhiloxRandom(0)).Should().Equal(1, 1);
        PyTorchInit.Constant(2).Initialize([1]).Should().Equal(2);
        PyTorchInit.Eye().Initialize([2, 2]).Should().Equal(1, 0, 0, 1);
        PyTorchInit.Dirac().Initialize([1, 1, 3]).Should().Equal(0, 1, 0);
        PyTorchInit.BatchNorm(1).Initialize(new PhiloxRandom(0)).Should().HaveCount(5);
        Refused(() => PyTorchInit.Zeros().Initialize(new float[1].AsSpan(), [1], null!)).WithParameterName("random");
        Refused(() => PyTorchInit.Zeros().Initialize(new float[1].AsSpan(), [2], _random)).WithParameterName("weights");
    }

    [Fact]
    public void Generator_OfNumbersThatAreNone_IsAsItWas()
    {
        Refused(() => _random.Random(new long[1], 3, 3)).WithParameterName("from");
        Refused(() => _random.RandPerm(-1)).WithParameterName("count");
        Refused(() => _random.RandPerm(214748364)).WithMessage("count must be a whole number below*214748364*but was 214748364*");
        Refused(() => _ = new PyTorchRandom(1, version: (PyTorchVersion)2)).WithMessage("version must be V212 or V211, but was 2*");
        Refused(() => PyTorchInit.TransformerEncoder(1, 4, frontEnd: (PyTorchFrontEnd)2))
            .WithMessage("frontEnd must be Python or Cpp, but was 2*");
        Refused(() => PyTorchInit.TruncNormal(0, 1, 1, 1e5, PyTorchTruncation.InverseErf).Initialize(new Half[9].AsSpan(), [9], _random))
            .WithMessage("b must be a number of float16*but was 100000*");
        Refused(() => _random.Skip((1L << 32) + 1))
            .WithMessage("count must be at most 2^32, since the generator cannot jump, but was 4294967297.*");
        ((Action)(() => PyTorchInit.PReLU(init: 1e5).InitializeHalf(_random)))
            .Should().Throw<InvalidOperationException>()
                .WithMessage("weight cannot be filled as float16. value must be a number of float16*, but was 100000*");
        PyTorchInit.PReLU(init: 1e5).Initialize(_random)[0].Values.Should().Equal(1e5f);
        Refused(() => _random.SetState(new byte[5])).WithMessage("state must have 5056 bytes*, but had 5*");
        Refused(() => _random.SetState(new byte[5056])).WithParameterName("state");
        RefusedState(state => state.AsSpan(24, 8 * 624).Clear()).WithMessage("state must have a word other than 0, *, but had none.*");
        RefusedState(state => state[28] = 1).WithMessage("state must have words of 32 bits, but had * as word 0*");
        RefusedState(state => state[8] = 0);
        RefusedState(state => state[12] = 2);
        RefusedState(state => BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(16), 625));
        RefusedState(state => BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(16), -1));
        RefusedState(state => state[5040] = 2)
            .WithMessage("state must have a flag of 0, or of 1 with a finite cached normal, but had 2 with *");
        RefusedState(state => state[5052] = 1)
            .WithMessage("state must not contain a cached float32 normal, *but contained one.*");
        RefusedState(state => KeepNormal(state, double.NaN));
        RefusedState(state => KeepNormal(state, double.PositiveInfinity));
        _random.GetState().Should().Equal(new PyTorchRandom(0).GetState());

        static void KeepNormal(byte[] state, double value)
        {
            state[5040] = 1;
            BinaryPrimitives.WriteDoubleLittleEndian(state.AsSpan(5024), value);
        }
    }

    private ExceptionAssertions<ArgumentException> RefusedState(Action<byte[]> change)
    {
        byte[] state = new PyTorchRandom(7).GetState();
        change(state);
        return Refused(() => _random.SetState(state)).WithParameterName("state");
    }

    private ExceptionAssertions<ArgumentException> Refused(Action act)
    {
        byte[] state = _random.GetState();
        ExceptionAssertions<ArgumentException> refusal = act.Should().Throw<ArgumentException>();
        _random.GetState().Should().Equal(state, "a refused call draws nothing");
        return refusal;
    }
}

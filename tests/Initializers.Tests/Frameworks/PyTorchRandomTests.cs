using System.Security.Cryptography;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>PyTorch's generator as a source: its state, other initializers, and what it refuses.</summary>
public class PyTorchRandomTests
{
    [Fact]
    public void State_IsThatOfPyTorch()
    {
        // Debian's PyTorch 1.13: manual_seed(5); rand(9); randn(3); sha256 of get_rng_state(); then randn(2) and rand(2).
        var random = new PyTorchRandom(5);
        random.NextUniform(new float[9], 0, 1);
        random.NextNormal(new float[3], 0, 1);
        Digest(random).Should().Be("d42c72b23e90880b2fadbce725e598ddbc1dd140586abba6e5a6e760e6eb4376");
        byte[] state = random.GetState();
        var values = new float[4];
        random.NextNormal(values.AsSpan(0, 2), 0, 1);
        random.NextUniform(values.AsSpan(2), 0, 1);
        values.Select(BitConverter.SingleToUInt32Bits).Should().Equal(0x3FB37350U, 0x3E92081AU, 0x3E85DFCEU, 0x3D26C500U);

        var other = new PyTorchRandom(1);
        other.SetState(state);
        var again = new float[4];
        other.NextNormal(again.AsSpan(0, 2), 0, 1);
        other.NextUniform(again.AsSpan(2), 0, 1);
        again.Should().Equal(values);
        other.InitialSeed.Should().Be(5);
        Digest(new PyTorchRandom(7))
            .Should().Be("daf9268b18e87b0267a6ad240c6093eb98fe6f03872986bd31a497ba5ea2371a", "a fresh state has another form");
        var fresh = new PyTorchRandom(9);
        fresh.SetState(new PyTorchRandom(7).GetState());
        Digest(fresh).Should().Be("daf9268b18e87b0267a6ad240c6093eb98fe6f03872986bd31a497ba5ea2371a");
    }

    [Fact]
    public void Seed_OfWhichTheLowHalfCounts_IsKeptWhole()
    {
        Words(new PyTorchRandom(-1))
            .Should().Equal(Words(new PyTorchRandom(uint.MaxValue))).And.Equal(Words(new PyTorchRandom(ulong.MaxValue)));
        new PyTorchRandom(-1).InitialSeed.Should().Be(ulong.MaxValue);
        Words(new PyTorchRandom((1L << 32) + 5)).Should().Equal(Words(new PyTorchRandom(5)));
    }

    [Fact]
    public void Initializers_OfTheCore_DrawPyTorchsNumbers()
    {
        // The core's HeNormal is kaiming_normal_ for ReLU: sqrt(2 / fan-in), the same double.
        TensorShape shape = [64, 32];
        Init.HeNormal().Initialize(shape, new PyTorchRandom(3))
            .Should().Equal(PyTorchInit.KaimingNormal(nonlinearity: "relu").Initialize(shape, new PyTorchRandom(3)));
        Init.Uniform(-1, 1).Initialize(shape, new PyTorchRandom(3))
            .Should().Equal(PyTorchInit.Uniform(-1, 1).Initialize(shape, new PyTorchRandom(3)));
        float[] truncated = Init.TruncatedNormal(1, 0.5, -1, 2).Initialize(shape, new PyTorchRandom(3));
        truncated.Should().Equal(PyTorchInit.TruncNormal(1, 0.5, 0.5, 2).Initialize(shape, new PyTorchRandom(3)))
            .And.OnlyContain(weight => weight >= 0.5f && weight <= 2);
        var skipped = new PyTorchRandom(3);
        skipped.Skip(700);
        Words(skipped)[0].Should().Be(Words(new PyTorchRandom(3), 701)[700]);
    }

    [Fact]
    public void Module_Enumerated_DrawsInPyTorchsOrder()
    {
        PyTorchModule attention = PyTorchInit.MultiheadAttention(4);
        attention.Names.Should().Equal("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
        attention.Select(parameter => parameter.Name).Should().Equal("out_proj.weight", "out_proj.bias", "in_proj_weight", "in_proj_bias");
        var random = new PyTorchRandom(1);
        Dictionary<string, float[]> drawn = [];
        foreach (PyTorchParameter parameter in attention) drawn[parameter.Name] = parameter.Initialize(random);
        attention.Initialize(new PyTorchRandom(1)).Should().OnlyContain(tensor => tensor.Values.SequenceEqual(drawn[tensor.Name]));
        // An encoder's layers are copies and draw nothing.
        IReadOnlyList<NamedTensor<float>> encoder =
            PyTorchInit.TransformerEncoder(3, width: 4, feedforward: 5).Initialize(new PyTorchRandom(1));
        encoder.Should().HaveCount(36);
        encoder[25].Values.Should().Equal(encoder[1].Values);
        ((Action)(() => PyTorchInit.TransformerEncoder(2, 4, 5).Last().Initialize(random)))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("layers.1.norm2.bias must come after layers.0.norm2.bias, whose values it shares*");
        PyTorchInit.Sequential(PyTorchInit.Linear(2, 3), PyTorchInit.WithoutParameters("ReLU"), PyTorchInit.Linear(3, 1)).Names
            .Should().Equal("0.weight", "0.bias", "2.weight", "2.bias");
    }

    [Fact]
    public void TruncatedNormals_WithoutABound_AreThoseOfOneThatNoNormalReaches()
    {
        TensorShape shape = [500];
        double none = double.PositiveInfinity;
        Init.TruncatedNormal(0, 1, 0, none).Initialize(shape, new PyTorchRandom(3))
            .Should().Equal(PyTorchInit.TruncNormal(0, 1, 0, 9).Initialize(shape, new PyTorchRandom(3)))
            .And.OnlyContain(weight => weight >= 0);
        Init.TruncatedNormal(1, 0.5, -none, 1).Initialize(shape, new PyTorchRandom(3)).Should().OnlyContain(weight => weight <= 1.5f);
        Init.TruncatedNormal(0, 1, -none, none).Initialize(shape, new PyTorchRandom(3))
            .Should().Equal(PyTorchInit.Normal().Initialize(shape, new PyTorchRandom(3)));
        float[] tail = Init.TruncatedNormal(0, 1, 4, none).Initialize([20_000], new PyTorchRandom(3));
        // The mean is 4.22561, and the deviation 0.2161.
        tail.Should().OnlyContain(weight => weight >= 4);
        tail.Average().Should().BeApproximately(4.22561f, 5 * 0.2161f / MathF.Sqrt(tail.Length));
    }

    [Fact]
    public void PlainNormals_OfVectors_AreThoseOfTheScalarRecipe()
    {
        float[] uniforms = new float[1 << 16], normals = new float[uniforms.Length];
        new PyTorchRandom(8).NextUniform(uniforms, 0, 1);
        new PyTorchRandom(8, PyTorchCpuCapability.Default).NextNormal(normals, 0.25, 0.75);
        for (int i = 0; i < normals.Length; i += 16)
        {
            for (int j = i; j < i + 8; j++)
            {
                float radius = MathF.Sqrt(-2 * ScalarRecipes.GnuLog(1 - uniforms[j]));
                (float sine, float cosine) = ScalarRecipes.GnuSinCos((float)(6.283185307179586476925 * uniforms[j + 8]));
                (normals[j], normals[j + 8])
                    .Should().Be((ExactFma.Invoke(radius * cosine, 0.75f, 0.25f), ExactFma.Invoke(radius * sine, 0.75f, 0.25f)));
            }
        }
    }

    private static string Digest(PyTorchRandom random) => Convert.ToHexStringLower(SHA256.HashData(random.GetState()));

    private static uint[] Words(PyTorchRandom random, int count = 5)
    {
        var words = new uint[count];
        random.NextBits(words);
        return words;
    }
}

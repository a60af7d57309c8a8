using Initializers.Frameworks;
using TorchSharp;
using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Parity;

/// <summary>
/// The values that libtorch draws in this process beside ours, bit for bit, and the generators' places afterwards. With
/// ATEN_CPU_CAPABILITY=default in the environment, libtorch takes its kernels without AVX2, and so do we.
/// </summary>
public class ParityTests
{
    /// <summary>Each family with the number of tensors that it compares, so that none is left out unnoticed.</summary>
    private static readonly Dictionary<string, (int Tensors, Func<IEnumerable<Comparison>> Run)> Families = new()
    {
        ["uniform_"] = (448, FunctionFamilies.Uniform),
        ["normal_"] = (448, FunctionFamilies.Normal),
        ["xavier_"] = (192, FunctionFamilies.Xavier),
        ["kaiming_"] = (1_344, FunctionFamilies.Kaiming),
        ["sparse_"] = (60, FunctionFamilies.Sparse),
        ["constant_, ones_, zeros_, eye_, dirac_"] = (64, FunctionFamilies.Constants),
        ["trunc_normal_ in 16 bits"] = (280, FunctionFamilies.TruncNormal),
        ["one after another"] = (840, FunctionFamilies.OneAfterAnother),
        ["Linear, Bilinear, Sequential"] = (220, ModuleFamilies.Linear),
        ["Conv, ConvTranspose"] = (432, ModuleFamilies.Convolutions),
        ["Embedding, EmbeddingBag"] = (72, ModuleFamilies.Embeddings),
        ["RNN, LSTM, GRU and cells"] = (1_728, ModuleFamilies.Recurrent),
        ["MultiheadAttention, layers of transformers"] = (864, ModuleFamilies.Attention),
        ["TransformerEncoder, TransformerDecoder, Transformer"] = (6_336, ModuleFamilies.Stacks),
        ["norms, PReLU"] = (264, ModuleFamilies.Norms),
        ["pairs of strides"] = (2_232, StrideFamilies.Pairs),
        ["triples of strides"] = (13_848, StrideFamilies.Triples),
        ["axes of length 1"] = (288, StrideFamilies.SingleElements),
        ["permuted and sliced"] = (7_008, StrideFamilies.PermutedAndSliced),
        ["channels_last"] = (48, StrideFamilies.ChannelsLast),
    };

    public static TheoryData<string> Names => [.. Families.Keys];

    [Theory, MemberData(nameof(Names))]
    public void EveryTensor_DrawnFromTheSameSeed_HasTheSameBits(string family)
    {
        using DisposeScope scope = NewDisposeScope();
        (int tensors, Func<IEnumerable<Comparison>> run) = Families[family];
        Comparison[] all = [.. run()];
        all.Where(comparison => comparison.Difference is not null).Should().BeEmpty();
        all.Should().HaveCount(tensors);
    }

    [Fact]
    public void Families_TogetherHaveTheTensorsOfTheDocument() =>
        Families.Values.Sum(family => family.Tensors).Should().Be(37_016, "docs/parity.md says so");

    [Theory]
    [InlineData(20, 10)]
    [InlineData(10, 20)]
    [InlineData(3, 5)]
    [InlineData(64, 64)]
    public void Orthogonal_OfFloats_IsWithinTheToleranceOfItsFactorization(long rows, long columns)
    {
        PyTorchRandom random = Libtorch.Seeded();
        float[] theirs = [.. nn.init.orthogonal_(zeros(rows, columns), 2).data<float>()];
        float[] ours = PyTorchInit.Orthogonal(2).Initialize([rows, columns], random);
        theirs.Zip(ours, (their, our) => Math.Abs(their - our)).Max().Should().BeLessThan(1e-5f);
        Libtorch.IsAt(random).Should().BeTrue();
    }

    /// <summary>
    /// The uniforms are the same; MKL's inverse error function is not. Ours is that of a PyTorch without MKL: two Newton steps, whose
    /// error is that of an erf near 1, an ulp, times the slope of its inverse, sqrt(pi) / 2 exp(x^2). This, a rounding of z = sqrt(2) x and
    /// one of the result are allowed for, twice.
    /// </summary>
    [Fact]
    public void TruncNormal_OfFloatsAndDoubles_DiffersByTheInverseErrorFunctionOnly()
    {
        foreach ((double Mean, double Deviation, double A, double B) bounds in FunctionFamilies.Truncations)
        {
            PyTorchInitializer ours = PyTorchInit.TruncNormal(bounds.Mean, bounds.Deviation, bounds.A, bounds.B);
            PyTorchRandom random = Libtorch.Seeded();
            Tensor floats = zeros(70_000), doubles = zeros(70_000, ScalarType.Float64);
            FunctionFamilies.TruncNormal(floats, bounds);
            Compare(floats.to(ScalarType.Float64), [.. ours.Initialize([70_000], random).Select(value => (double)value)], bounds, 24);
            Libtorch.IsAt(random).Should().BeTrue();
            FunctionFamilies.TruncNormal(doubles, bounds);
            var values = new double[70_000];
            ours.Initialize(values, [70_000], random);
            Compare(doubles, values, bounds, 53);
            Libtorch.IsAt(random).Should().BeTrue();
        }

        static void Compare(Tensor theirs, double[] ours, (double Mean, double Deviation, double A, double B) bounds, int bits)
        {
            double ulp = Math.ScaleB(1, -bits), equal = 0;
            foreach ((double their, double our) in theirs.data<double>().ToArray().Zip(ours))
            {
                double z = (our - bounds.Mean) / bounds.Deviation, slope = Math.Sqrt(Math.PI / 2) * Math.Exp(z * z / 2);
                double allowed = 2 * ulp * (bounds.Deviation * (slope + 2 * Math.Abs(z)) + Math.Abs(our));
                (their - our).Should().BeInRange(-allowed, allowed, $"{our} of {bounds}");
                if (their == our) equal++;
            }
            (equal / ours.Length).Should().BeGreaterThan(0.5);
        }
    }

    /// <summary>What is not compared above, because TorchSharp has it otherwise than PyTorch.</summary>
    [Fact]
    public void TorchSharp_HasSomeFunctionsOfItsOwn()
    {
        PyTorchRandom random = Libtorch.Seeded();
        Libtorch.Fill("xavier_normal_", zeros(30, 40), tensor => nn.init.xavier_normal_(tensor), PyTorchInit.XavierUniform(), random)
            .Difference.Should().BeNull("it draws a uniform");

        random = Libtorch.Seeded();
        nn.init.orthogonal_(zeros(20, 10, ScalarType.Float64));
        random.NextNormal(new float[200], 0, 1);
        Libtorch.IsAt(random).Should().BeTrue("doubles are drawn as floats");

        nn.EmbeddingBag(4, 3, padding_index: 2).weight![2].abs().sum().item<float>().Should().NotBe(0, "the padding row is not cleared");
        nn.init.trunc_normal_(zeros(100)).data<float>().ToArray().Should().OnlyContain(value => value == 1, "its bounds are mistaken");
    }

    [Fact]
    public void Strides_AreRefusedExactlyWhereElementsShareAnAddress()
    {
        foreach (long[] shape in (long[][])[[2, 2], [3, 4], [4, 5]])
        {
            for (long first = 0; first <= 8; first++)
            {
                for (long second = 0; second <= 8; second++)
                {
                    PyTorchInitializer strided = PyTorchInit.Uniform().WithStrides(first, second);
                    Action fill = () => strided.Initialize(new TensorShape(shape), new PyTorchRandom(1));
                    if (StrideFamilies.IsApart(shape, [first, second])) fill.Should().NotThrow();
                    else fill.Should().Throw<ArgumentException>().WithMessage("strides must be those of separate elements*");
                }
            }
        }
    }
}

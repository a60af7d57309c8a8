using System.Runtime.InteropServices;
using Initializers.Tests.Support;
using Initializers.TorchSharp.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Documents;

/// <summary>docs/torchsharp.md's table of TorchSharp's own initialization: each row is measured, and has those numbers.</summary>
public class TorchSharpInitTests
{
    private const double Exactly = 1e-9;

    private static readonly TensorShape Shape = [1000, 1000];

    private static readonly ScalarType[] Narrow = [float16, bfloat16];

    /// <summary>The rows of the page, cell by cell.</summary>
    private static readonly string[][] Page = [.. Repository.Read("docs", "torchsharp.md").Split("## TorchSharp's own initialization")[1]
        .Split("\n## ")[0].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];

    /// <summary>What is measured, by the first cell of the row: TorchSharp's numbers and ours.</summary>
    private static readonly Dictionary<string, Func<(Measured[] TorchSharp, Measured[] Ours)>> Rows = new()
    {
        ["`trunc_normal_(w)`"] = () =>
        {
            Sample ours = Ours(Init.TruncatedNormal(0, 1));
            return ([Theirs(w => init.trunc_normal_(w)).Only], [ours.Mean, ours.Deviation]);
        },
        ["`trunc_normal_(w, 0, 0.02)` of `[50257, 768]`, after `manual_seed(1)`"] = () =>
        {
            manual_seed(1);
            using Tensor weights = init.trunc_normal_(empty(50257, 768), 0, 0.02);
            Sample theirs = Sample.Of(weights), ours = Ours(Init.TruncatedNormal(0, 0.02, -100, 100), [50257, 768]);
            return ([theirs.Only with { Tolerance = Exactly }, theirs.NotNumbers], [ours.Deviation, ours.NotNumbers]);
        },
        ["`trunc_normal_(w, 0, 0.02)` in `float16`; `bfloat16`"] = () =>
        {
            Sample[] theirs = [.. Narrow.Select(type => Theirs(w => init.trunc_normal_(w, 0, 0.02), type))];
            theirs[1].Only.Value.Should().BeApproximately(theirs[0].Only.Value, 0.02 / 256, "it is 0.02, rounded");
            return ([.. theirs.Select(sample => sample.ShareOfNotNumbers), theirs[0].Only],
                [.. Narrow.Select(type => Ours(Init.TruncatedNormal(0, 0.02, -100, 100), type: type).NotNumbers)]);
        },
        ["`trunc_normal_(w, 0.5, 0.1)`"] = () =>
        {
            Sample theirs = Theirs(w => init.trunc_normal_(w, 0.5, 0.1)), ours = Ours(Init.TruncatedNormal(0.5, 0.1, -25, 15));
            return ([theirs.Mean, theirs.Deviation], [ours.Mean, ours.Deviation]);
        },
        ["`trunc_normal_(w, 1, 1, 0, 3)`"] = () =>
        {
            Sample theirs = Theirs(w => init.trunc_normal_(w, 1, 1, 0, 3)), ours = Ours(Init.TruncatedNormal(1, 1, -1, 2));
            return ([theirs.Mean, theirs.Deviation, theirs.Smallest, theirs.Largest], [ours.Mean, ours.Deviation]);
        },
        ["`xavier_normal_(w)`, `glorot_normal_(w)`"] = () =>
        {
            Sample theirs = Theirs(w => init.xavier_normal_(w)), other = Theirs(w => init.glorot_normal_(w));
            other.Kurtosis.Value.Should().BeApproximately(theirs.Kurtosis.Value, theirs.Kurtosis.Tolerance);
            (double deviation, double error) = (theirs.Deviation.Value, theirs.Deviation.Tolerance);
            return ([theirs.Kurtosis, new(theirs.Largest.Value / deviation, (theirs.Largest.Tolerance + 2 * error) / deviation)],
                [Ours(Init.GlorotNormal()).Kurtosis]);
        },
        ["`orthogonal_(w)` of `[512, 512]` in `float64`"] = () =>
        {
            using Tensor wide = init.orthogonal_(empty([512, 512], float64)), narrow = wide.to(float32).to(float64);
            wide.bytes.SequenceEqual(narrow.bytes).Should().BeTrue("its values are floats");
            return ([MeanError(_ => init.orthogonal_(empty([512, 512], float64)))],
                [MeanError(seed => tensor(Init.Orthogonal().Initialize<double>([512, 512], new PhiloxRandom(seed))).reshape(512, 512))]);
        },
        ["`orthogonal_(w)` of `[8, 4, 3, 3]` in the order of `channels_last`"] = () =>
        {
            using Tensor weights = empty(8, 3, 3, 4).permute(0, 3, 1, 2);
            Action call = () => init.orthogonal_(weights);
            call.Should().Throw<ExternalException>().WithMessage("view size is not compatible*");
            using Tensor ours = Init.Orthogonal().Initialize(weights, new PhiloxRandom(1)).flatten(1), product = ours.mm(ours.t());
            product.allclose(eye(8), 0, 1e-6).Should().BeTrue();
            return ([], []);
        },
        ["`dirac_(w)`"] = () =>
        {
            typeof(init).GetMethods().Where(method => method.Name == "dirac_")
                .Should().ContainSingle().Which.GetParameters().Should().ContainSingle();
            return ([], []);
        },
        ["`calculate_gain(LeakyReLU)`"] = () => (
            [new(init.calculate_gain(init.NonlinearityType.LeakyReLU))], [new(Gain.PyTorch(Activation.LeakyReLU()))]),
        ["`calculate_gain` of SELU"] = () =>
        {
            Enum.GetNames<init.NonlinearityType>().Should().NotContain(name => name.Contains("SELU", StringComparison.OrdinalIgnoreCase));
            return ([], [new(Gain.PyTorch(Activation.SELU))]);
        },
        ["`uniform_`, `normal_` and `trunc_normal_` with a `generator`"] = () =>
        {
            foreach (Func<Tensor, Generator, Tensor> draw in (Func<Tensor, Generator, Tensor>[])
            [
                (w, of) => init.uniform_(w, 0, 1, of), (w, of) => init.normal_(w, 0, 1, of),
                (w, of) => init.trunc_normal_(w, 1, 1, 0, 3, of),
            ])
            {
                float[] Draw(long global, ulong seed)
                {
                    manual_seed(global);
                    using var generator = new Generator(seed);
                    return draw(empty(5), generator).data<float>().ToArray();
                }

                Draw(3, 5).Should().Equal(Draw(3, 6)).And.NotEqual(Draw(4, 5));
            }
            Init.Normal(0, 1).Initialize([5], 5).Should().Equal(Init.Normal(0, 1).Initialize([5], 5))
                .And.NotEqual(Init.Normal(0, 1).Initialize([5], 6));
            return ([], []);
        },
        ["`uniform_(w, -0.05, 0.05)` in `float16`; `bfloat16`"] = () =>
        {
            Sample[] theirs = [.. Narrow.Select(type => Theirs(w => init.uniform_(w, -0.05, 0.05), type))],
                ours = [.. Narrow.Select(type => Ours(Init.Uniform(-0.05, 0.05), type: type))];
            return ([.. theirs.Select(sample => sample.Different), .. theirs.Select(sample => sample.Mean)],
                [.. ours.Select(sample => sample.Different), .. ours.Select(sample => sample.Mean)]);
        },
        ["`normal_(w)` in `float16`; `bfloat16`"] = () =>
        {
            Sample[] theirs = [.. Narrow.Select(type => Theirs(w => init.normal_(w), type))],
                ours = [.. Narrow.Select(type => Ours(Init.Normal(0, 1), type: type))];
            return ([.. theirs.Select(sample => sample.Deviation), .. theirs.Select(sample => sample.LargestMagnitude)],
                [.. ours.Select(sample => sample.Deviation), .. ours.Select(sample => sample.LargestMagnitude)]);
        },
        ["`kaiming_uniform_(w)` of `[5, 0]`"] = () =>
        {
            Action call = () => init.kaiming_uniform_(empty(5, 0));
            call.Should().Throw<ExternalException>().WithMessage("from is out of bounds*");
            Init.HeUniform().Initialize([5, 0], new PhiloxRandom(1)).Should().BeEmpty();
            return ([], []);
        },
        ["the fan-in of `ConvTranspose2d(16, 8, 3).weight`"] = () =>
        {
            using ConvTranspose2d layer = ConvTranspose2d(16, 8, 3);
            TensorShape ours = TensorShape.TransposedConvolution(16, 8, [3, 3]);
            layer.weight!.shape.Should().Equal(ours.ToArray());
            return ([new(init.CalculateFanInAndFanOut(layer.weight).Item1)], [new(ours.Fans.In)]);
        },
        ["`normal_(embedding.weight)` with a `padding_idx`"] = () =>
        {
            using Embedding layer = Embedding(10, 4, padding_idx: 3);
            Row(layer.weight!, 3).Should().OnlyContain(value => value == 0);
            init.normal_(layer.weight!);
            Row(layer.weight!, 3).Should().NotContain(0);
            return ([], PaddingRow(layer, layer.weight!));
        },
        ["`EmbeddingBag(10, 4, padding_index: 3)`"] = () =>
        {
            using EmbeddingBag layer = EmbeddingBag(10, 4, padding_index: 3);
            Row(layer.weight!, 3).Should().NotContain(0);
            return ([], PaddingRow(layer, layer.weight!));
        },
        ["`Embedding_from_pretrained(table, freeze: false)`"] = () =>
        {
            using Embedding layer = Embedding_from_pretrained(ones(4, 2), freeze: false);
            using (no_grad()) layer.parameters().Single().fill_(5);
            layer.forward(arange(4)).data<float>().ToArray().Should().OnlyContain(value => value == 1);
            layer.Initialize(Init.Constant(3), new PhiloxRandom(1));
            layer.forward(arange(4)).data<float>().ToArray().Should().OnlyContain(value => value == 3);
            return ([], []);
        },
        ["`GroupNorm(2, 4096)`"] = () =>
        {
            foreach (byte mark in (byte[])[0x40, 0x7F])
            {
                using IDisposable marked = new MarkedMemory(mark);
                using GroupNorm layer = GroupNorm(2, 4096);
                foreach (Tensor tensor in layer.parameters())
                    TensorBits.Of(tensor).Should().OnlyContain(value => value == mark, "nothing was written to its memory");
            }

            using GroupNorm ours = GroupNorm(2, 4096);
            ours.Initialize(Init.Normal(0, 1), new PhiloxRandom(1));
            float[][] values = [.. new[] { ours.weight!, ours.bias! }.Select(tensor => tensor.data<float>().ToArray())];
            values.Should().AllSatisfy(each => each.Distinct().Should().ContainSingle());
            return ([], [new(values[0][0]), new(values[1][0])]);
        },
    };

    public static TheoryData<string> Calls => [.. Rows.Keys];

    [Fact]
    public void EveryRow_IsMeasured() => Page.Select(row => row[0]).Should().Equal(Rows.Keys);

    [Theory]
    [MemberData(nameof(Calls))]
    public void Row_HasTheNumbersThatAreMeasured(string call)
    {
        string[] row = Page.Single(cells => cells[0] == call);
        manual_seed(20);
        (Measured[] theirs, Measured[] ours) = Rows[call]();
        Measured.Check(row[2], theirs);
        Measured.Check(row[3], ours);
    }

    private static Sample Theirs(Func<Tensor, Tensor> fill, ScalarType type = ScalarType.Float32)
    {
        using Tensor weights = empty([.. Shape.ToArray()], type);
        return Sample.Of(fill(weights));
    }

    private static Sample Ours(IWeightInitializer initializer, TensorShape shape = default, ScalarType type = ScalarType.Float32)
    {
        if (shape.Rank == 0) shape = Shape;
        var random = new PhiloxRandom(20);
        return new(type switch
        {
            ScalarType.BFloat16 => Array.ConvertAll(initializer.InitializeBFloat16(shape, random), Widened),
            ScalarType.Float16 => Array.ConvertAll(initializer.Initialize<Half>(shape, random), value => (double)value),
            _ => Array.ConvertAll(initializer.Initialize(shape, random), value => (double)value),
        });
    }

    /// <summary>The largest element of |Q^T Q - 1|, a mean over 16 seeds.</summary>
    private static Measured MeanError(Func<long, Tensor> draw)
    {
        double[] errors = [.. Enumerable.Range(0, 16).Select(seed =>
        {
            using Tensor matrix = draw(seed), product = matrix.t().mm(matrix), identity = eye(matrix.shape[0], dtype: float64);
            return (product - identity).abs().max().item<double>();
        })];
        double mean = errors.Average(), variance = errors.Sum(error => (error - mean) * (error - mean)) / 15;
        return new(mean, 6 * Math.Sqrt(variance / 16));
    }

    private static double Widened(ushort bits) => BitConverter.Int32BitsToSingle(bits << 16);

    private static float[] Row(Tensor matrix, long row) => matrix.detach()[row].data<float>().ToArray();

    /// <summary>What a layer without a plan gets: row 3 is 0, and no other element.</summary>
    private static Measured[] PaddingRow(Module layer, Tensor weights)
    {
        layer.Initialize(Init.Normal(0, 1), new PhiloxRandom(1));
        for (int row = 0; row < weights.shape[0]; row++) Row(weights, row).All(value => value == 0).Should().Be(row == 3);
        return [new(Row(weights, 3)[0])];
    }
}

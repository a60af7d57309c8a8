using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Initializers.Diagnostics;
using Initializers.Tool;

namespace Initializers.Tests.Diagnostics.Pictures;

/// <summary>Pictures of weights show the weights that they were given.</summary>
public partial class WeightPicturesTests
{
    private static readonly TensorShape Square = [64, 64];

    [Fact]
    public void Matrix_HasACellForEachWeight_InItsColourAtItsPlace()
    {
        Picture picture = WeightPictures.Matrix([1, 0, -1, 0.5f, 0.5f, 0], [2, 3]);
        (string Ink, double Left, double Top, double Width, double Height)[] cells = Cells(picture);
        double[] lefts = [.. cells.Select(cell => cell.Left).Distinct().Order()];
        double[] tops = [.. cells.Select(cell => cell.Top).Distinct().Order()];
        (lefts.Length, tops.Length).Should().Be((3, 2));
        cells.ToDictionary(cell => (Array.IndexOf(tops, cell.Top), Array.IndexOf(lefts, cell.Left)), cell => cell.Ink).Should().Equal(
            new Dictionary<(int, int), string>
            {
                [(0, 0)] = "--plus-12",
                [(0, 1)] = "--plus-0",
                [(0, 2)] = "--minus-12",
                [(1, 0)] = "--plus-6", // neighbours of one colour are one rectangle
                [(1, 2)] = "--plus-0",
            });
        cells.Single(cell => cell.Ink == "--plus-6").Width.Should().BeApproximately(lefts[2] - lefts[0], 0.05);
        picture.Description.Should().Be(
            "A heat map of 2 x 3 weights, red above 0 and blue below. Each cell is a weight; colours are strongest at magnitudes "
            + "of 1. Weights are from -1 to 1.");
    }

    [Fact]
    public void Matrix_OfALargeOne_HasTheMeansOfBlocks()
    {
        Picture picture = WeightPictures.Matrix(Init.Identity().Initialize([128, 128]), [128, 128]);
        picture.Description.Should().Contain("128 x 128 weights").And.Contain(
            "Each cell is the mean of a block of 2 x 2 weights; colours are strongest at magnitudes of 0.5.");
        Texts(picture).Should().Contain("mean of 2 x 2 weights").And.Contain("0.5");
        (string Ink, double Left, double Top, double Width, double Height)[] diagonal =
            [.. Cells(picture).Where(cell => cell.Ink == "--plus-12").OrderBy(cell => cell.Top)];
        diagonal.Should().HaveCount(64).And.BeInAscendingOrder(cell => cell.Left);
        // The last block of 65 rows and columns of 2 is a single weight, whose mean is the weight itself.
        WeightGrid.Of(Init.Ones().Initialize([65, 65]), [65, 65])[32, 32].Should().Be(1);
    }

    [Theory]
    [InlineData(2048, 512)]
    [InlineData(64, 64)]
    [InlineData(5, 3000)]
    public void Matrix_OfAnySize_IsASmallFile(int rows, int columns) =>
        WeightPictures.Matrix(Init.Normal().Initialize([rows, columns], new PhiloxRandom(1)), [rows, columns]).Svg.Length
            .Should().BeLessThan(130_000);

    [Fact]
    public void Matrix_OfAnotherLayout_HasOutputsAsRows()
    {
        TensorShape outIn = [2, 3], inOut = new TensorShape(3, 2).WithLayout(WeightLayout.InOut);
        (string, double, double, double, double)[] cells = Cells(WeightPictures.Matrix([1, -2, 3, -4, 5, -6], outIn, "one"));
        Cells(WeightPictures.Matrix([1, -4, -2, 5, 3, -6], inOut, "one")).Should().Equal(cells);
        WeightGrid taps = WeightGrid.Of(new float[2 * 3 * 4 * 5], TensorShape.Convolution(3, 2, [4, 5]));
        (taps.Rows, taps.Columns, taps.HasTaps).Should().Be((2, 60, true));
        WeightGrid groups = WeightGrid.Of(
            [1, 2, 3, 4, 5, 6, 7, 8], TensorShape.Convolution(inputs: 4, outputs: 4, kernel: [1], groups: 2));
        (groups.Rows, groups.Columns, groups[3, 1], groups.HasTaps).Should().Be((4, 2, 8.0, false));
    }

    [Fact]
    public void Matrix_OfWhatIsNotFinite_SaysSo()
    {
        Picture picture = WeightPictures.Matrix([1, float.NaN, float.PositiveInfinity, -1], [2, 2]);
        picture.Description.Should().EndWith("Weights are from -1 to 1; 50 % are not finite, and green.");
        Cells(picture).Count(cell => cell.Ink == "--not-finite").Should().Be(2);
    }

    [Fact]
    public void Colours_AreNotPaledByAFewLargeWeights()
    {
        float[] weights = Init.Normal(0, 1).Initialize(Square, new PhiloxRandom(1));
        weights[0] = 1000;
        WeightGrid.Of(weights, Square).Scale.Should().BeInRange(2.4, 2.8, "99 % of N(0, 1) are within 2.576");
        Texts(WeightPictures.Matrix(weights, Square)).Should().Contain(text => text.StartsWith("≥ 2.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(20, 80)]
    [InlineData(80, 20)]
    public void MarchenkoPastur_IsADensity_OfTheRightMeanSquare(int rows, int columns)
    {
        var law = new MarchenkoPastur(0.5, [(rows, columns)]);
        (double smallest, double largest) = law.Bounds;
        const int Steps = 200_000;
        double step = (largest - smallest) / Steps, all = 0, square = 0;
        for (int i = 0; i < Steps; i++)
        {
            double at = smallest + (i + 0.5) * step, density = law.Density(at) * step;
            (all, square) = (all + density, square + density * at * at);
        }
        all.Should().BeApproximately(1, 1e-4);
        // The squares of p singular values add up to those of all weights: m n s^2.
        square.Should().BeApproximately(0.25 * Math.Max(rows, columns), 1e-3 * Math.Max(rows, columns));
        (law.Density(smallest * 0.99 - 1e-9), law.Density(largest * 1.01)).Should().Be((0, 0));
    }

    /// <summary>Singular values of one matrix repel each other: their distribution is within a few 1 / n of the law.</summary>
    [Theory]
    [InlineData(200, 200)]
    [InlineData(100, 300)]
    public void Spectrum_OfIndependentWeights_FollowsTheLaw(int rows, int columns)
    {
        TensorShape shape = [rows, columns];
        var spectrum = WeightSpectrum.Of(Init.HeUniform().Initialize(shape, new PhiloxRandom(7)), shape, Init.HeUniform(), default);
        spectrum.Law!.Deviation.Should().BeApproximately(Math.Sqrt(2.0 / columns), 1e-12);
        double[] values = [.. spectrum.Values.Order()];
        values.Should().HaveCount(Math.Min(rows, columns));
        double below = 0, at = 0, farthest = 0, step = spectrum.Law.Bounds.Largest / 20_000;
        for (int i = 0; i < values.Length; i++)
        {
            for (; at < values[i]; at += step) below += spectrum.Law.Density(at + step / 2) * step;
            farthest = Math.Max(farthest, Math.Abs(below - (i + 0.5) / values.Length));
        }
        farthest.Should().BeLessThan(4.0 / values.Length);
    }

    [Fact]
    public void Spectrum_KnowsWhatIsExpected()
    {
        float[] independent = Init.Normal(0, 1).Initialize(Square, new PhiloxRandom(1)),
            orthogonal = Init.Orthogonal(2).Initialize(Square, new PhiloxRandom(1));
        string Words(float[] weights, IWeightInitializer? initializer) => WeightPictures.Spectrum(weights, Square, initializer).Description;
        Words(orthogonal, null).Should().EndWith("from 2 to 2, of which each is expected to be 2.");
        Words(independent, Init.Orthogonal().Scaled(3).WithSeed(1)).Should().EndWith("of which each is expected to be 3.");
        Words(independent, null).Should().MatchRegex("Marchenko and Pastur's law for independent weights is 0 to 1[56][.0-9]*$");
        Words(independent, Init.HeNormal()).Should().EndWith("for independent weights is 0 to 2.83.", "the promise is drawn");
        Words(new float[4096], null).Should().EndWith("from 0 to 0, of which each is expected to be 0.");
        // A packed matrix that is orthogonal as a whole is not in its blocks.
        TensorShape packed = TensorShape.Linear(inputs: 8, outputs: 8).WithBlocks(2);
        var whole = new OrthogonalInitializer(perBlock: false);
        WeightSpectrum.Of(whole.Initialize(packed, new PhiloxRandom(1)), packed, whole, default).Values
            .Should().HaveCount(8).And.OnlyContain(value => Math.Abs(value - 1) < 1e-6);
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-15f)]
    [InlineData(1e30f)]
    public void Spectrum_OfTinyAndHugeWeights_IsThatOfOthersScaled(float factor)
    {
        float[] weights = Init.HeNormal().Initialize([24, 40], 3);
        IReadOnlyList<double> values = WeightSpectrum.Of(weights, [24, 40], null, default).Values;
        IReadOnlyList<double> scaled = WeightSpectrum.Of(
            Array.ConvertAll(weights, weight => weight * factor), [24, 40], null, default).Values;
        foreach ((double one, double other) in values.Zip(scaled)) (other / factor / one).Should().BeApproximately(1, 1e-6, "of floats");
    }

    [Fact]
    public void Spectrum_OfALargeMatrix_IsNoPartOfAnOverview()
    {
        var weights = new float[1025 * 1025];
        Init.HeNormal().Initialize(weights, [1025, 1025], 1);
        WeightPictures.Overview(weights, [1025, 1025]).Description.Should().NotContain("singular");
        weights[7] = float.NaN;
        WeightPictures.Overview(weights, [1025, 1025]).Svg.Should().Contain(", 1 not finite (green)");
        WeightPictures.Matrix(weights, [1025, 1025]).Title.Should().Be("Weights in [1025, 1025] (out, in), 1 not finite (green)");
    }

    [Fact]
    public void Histogram_NamesWhosePromiseIsDrawn()
    {
        float[] glorot = Init.GlorotNormal().Initialize([64, 256], new PhiloxRandom(1));
        Picture picture = WeightPictures.Histogram(glorot, [64, 256], Init.HeNormal());
        picture.Title.Should().Be("Weights in [64, 256] (out, in) and what HeNormal(mode: In) predicts");
        picture.Description.Should().MatchRegex(@"standard deviation 0\.07[89]\d; HeNormal\(mode: In\) predicts 0 and 0\.0884\.$");
        Texts(picture).Should().Contain("predicted by HeNormal(mode: In)");
    }

    [Fact]
    public void Histogram_OfSparseWeights_LeavesZerosOut()
    {
        float[] sparse = Init.Sparse(0.75, 1).Initialize(Square, new PhiloxRandom(1));
        Picture picture = WeightPictures.Histogram(sparse, Square);
        picture.Description.Should().Contain("75 % are 0 and not in the histogram");
        Texts(picture).Should().Contain("weights other than 0 (1024)").And.Contain("weight (75 % are 0)");
        Texts(WeightPictures.Histogram(Init.HeNormal().Initialize(Square, new PhiloxRandom(1)), Square)).Should().Contain("weights (4096)");
    }

    [Fact]
    public void Overview_HasAllThree_WhereThereAreMatrices()
    {
        Picture picture = WeightPictures.Overview(Init.HeNormal().Initialize(Square, new PhiloxRandom(1)), Square, Init.HeNormal());
        Texts(picture).Should().Contain(["weights", "density of the weights", "singular values"])
            .And.Contain("predicted density; Marchenko and Pastur's law (independent weights)");
        Texts(WeightPictures.Overview(new float[4], [4])).Should().NotContain("singular values");
        Texts(WeightPictures.Overview([1, float.NaN], [1, 2])).Should().NotContain("singular values");
        Texts(WeightPictures.Overview(Init.Orthogonal().Initialize(Square, new PhiloxRandom(1)), Square, Init.Orthogonal()))
            .Should().Contain("all singular values 1");
    }

    [Fact]
    public void Of_APlan_HasAPictureForEachKind_AndShowsWhatWasNotFilled()
    {
        ResolvedPlan plan = ModelPlan.Gpt2(3).Resolve(ModelShapes.Gpt2(3, 64, 300, 32));
        Dictionary<string, float[]> weights = plan.Parameters.Where(parameter => parameter.TiedTo is null)
            .ToDictionary(parameter => parameter.Name, parameter => new float[parameter.Elements]);
        plan.Initialize(name => weights[name], new PhiloxRandom(1));
        Picture filled = WeightPictures.Of(plan, name => weights[name]);
        Texts(filled).Should().Contain("h.0-2.attn.c_attn.weight").And.Contain("3 x [64, 192]").And.Contain("predicted density")
            .And.NotContain(text => text.EndsWith(".bias", StringComparison.Ordinal), "constants are as planned");
        filled.Description.Should().MatchRegex(@"constants as planned: .*h\.0-2\.attn\.c_attn\.weight standard deviation 0\.0(19|20)");

        Array.Clear(weights["h.1.attn.c_attn.weight"]);
        weights["h.2.ln_1.weight"][5] = float.NaN;
        Picture faulty = WeightPictures.Of(plan, name => weights[name]);
        faulty.Description.Should().Contain("h.0-2.attn.c_attn.weight standard deviation 0 to 0.0")
            .And.Contain("h.2.ln_1.weight standard deviation 0, 1 weight not finite");
        HtmlReport report = new HtmlReport("GPT-2").Add(plan, weights: name => weights[name]);
        report.ToString().Should().Contain($"<figcaption>{faulty.Description}</figcaption>");
    }

    [Fact]
    public void Of_WeightsFarFrom0_KnowsTheirDeviation()
    {
        float[] weights = [.. Enumerable.Range(0, 10_000).Select(i => 10_000 + i % 2 * 0.001f)];
        weights[17] = float.NaN;
        double deviation = Math.Abs((double)weights[1] - weights[0]) / 2;
        WeightPictures.Of([("a", [10_000], weights)]).Description.Should()
            .Contain($"standard deviation {Number.Text(deviation, 3)}, 1 weight not finite");
    }

    [Fact]
    public void Of_Parameters_HasThemAll()
    {
        Picture picture = WeightPictures.Of(
            [
                ("0.weight", Square, Init.HeNormal().Initialize(Square, new PhiloxRandom(1))),
                ("1.weight", Square, Init.HeNormal().Initialize(Square, new PhiloxRandom(2))),
                ("1.bias", [64], new float[64]),
            ],
            "A network");
        picture.Title.Should().Be("A network");
        picture.Description.Should().MatchRegex(
            @"^Histograms of the weights of 3 parameters: 0-1\.weight standard deviation 0\.17\d to 0\.1[78]\d?; "
                + @"1\.bias standard deviation 0\.$");
        Texts(picture).Should().Contain(["0-1.weight", "2 x [64, 64]", "1.bias", "[64]"]).And.NotContain("predicted density");
    }

    [Fact]
    public void Pictures_OfWhatIsNone_AreRefused()
    {
        ((Action)(() => WeightPictures.Matrix([1, 2], [3]))).Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => WeightPictures.Matrix([], [0, 3]))).Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => WeightPictures.Spectrum([1, 2], [2]))).Should().Throw<ArgumentException>().WithParameterName("shape");
        ((Action)(() => WeightPictures.Spectrum([1, float.NaN], [1, 2]))).Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => WeightPictures.Overview([1, 2], [2], Init.HeNormal())))
            .Should().Throw<ArgumentException>().WithParameterName("initializer");
        ((Action)(() => WeightPictures.Of([]))).Should().Throw<ArgumentException>().WithParameterName("parameters");
        ((Action)(() => WeightPictures.Of([("a", [3], new float[2])]))).Should().Throw<ArgumentException>()
            .WithMessage("parameters[0], a [3], must have as many weights as its shape, but had 2.*");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        ((Action)(() => WeightPictures.Spectrum(new float[4], [2, 2], cancellation: cancelled.Token)))
            .Should().Throw<OperationCanceledException>();
    }

    private static string[] Texts(Picture picture) =>
        [.. XElement.Parse(picture.Svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];

    /// <summary>The cells of a heat map: what is filled with a colour of its scale, left of the scale itself.</summary>
    private static (string Ink, double Left, double Top, double Width, double Height)[] Cells(Picture picture)
    {
        var cells = new List<(string Ink, double Left, double Top, double Width, double Height)>();
        foreach (XElement element in XElement.Parse(picture.Svg).Descendants())
        {
            if (Ink().Match((string?)element.Attribute("style") ?? "") is not { Success: true } ink) continue;
            if (element.Name.LocalName == "rect")
            {
                double[] place = [.. ((string[])["x", "y", "width", "height"]).Select(name => (double)element.Attribute(name)!)];
                cells.Add((ink.Groups[1].Value, place[0], place[1], place[2], place[3]));
                continue;
            }
            (double left, double top) = (0, 0);
            foreach (Match cell in Rectangle().Matches((string)element.Attribute("d")!))
            {
                double[] steps = [.. cell.Groups.Values.Skip(1).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
                (left, top) = (left + steps[0], top + steps[1]);
                cells.Add((ink.Groups[1].Value, Math.Round(left, 1), Math.Round(top, 1), steps[2], steps[3]));
            }
        }
        double scale = cells.Max(cell => cell.Left);
        return [.. cells.Where(cell => cell.Left < scale).OrderBy(cell => cell.Top).ThenBy(cell => cell.Left)];
    }

    [GeneratedRegex(@"fill:var\((--(?:plus|minus|not)-\w+)\)")]
    private static partial Regex Ink();

    [GeneratedRegex(@"m(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z")]
    private static partial Regex Rectangle();
}

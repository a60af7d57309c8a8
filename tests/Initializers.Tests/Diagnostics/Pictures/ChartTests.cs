using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Initializers.Diagnostics;
using Initializers.Tests.Cultures;

namespace Initializers.Tests.Diagnostics.Pictures;

/// <summary>Every chart is a picture that stands by itself, whatever its values are.</summary>
public class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Axis Layer = new("layer"), Logarithmic = new("mean square", Logarithmic: true), Linear = new("correlation");

    public static TheoryData<string> Names => [.. Charts.Keys];

    private static readonly Dictionary<string, Func<Picture>> Charts = new()
    {
        ["lines"] = () =>
            Chart.Lines("Lines", "They rise.", Layer, Linear,
            [
                Of("He", 1.25, 2, 3.5), Of("He", 1.5, 2, 3) with { Kind = LineKind.Theory },
                Of("<Glorot> & others", 4, double.NaN, 2, 8),
            ]),
        ["lines over 160 decades"] = () => Chart.Lines("Decades", "They rise.", Layer, Logarithmic, [Of("He", 1e-80, 1, 1e80)]),
        ["lines with bands"] = () =>
            Chart.Lines("Bands", "They rise.", Layer, Logarithmic,
                [new("He", LineKind.Measured, [new(1, 2, 1, 3), new(2, 2, -1, 3), new(3, double.NaN), new(4, 1, 0.5, 2)])]),
        ["lines of NaN"] = () => Chart.Lines("NaN", "There is nothing.", Layer, Linear, [Of("He", double.NaN, double.NaN)]),
        ["lines that are not positive"] = () =>
            Chart.Lines("Negative", "There is nothing.", Logarithmic, Logarithmic, [Of("He", 0, -1, double.PositiveInfinity)]),
        ["lines of doubles' size"] = () =>
            Chart.Lines("Large", "It is far.", Layer, Linear, [Of("He", double.MaxValue, -1e300, 1e300, double.Epsilon)]),
        ["lines out of sight"] = () =>
            Chart.Lines("Far", "It is far.", Layer, Linear with { Minimum = 0, Maximum = 1 }, [Of("He", 0.5, 1e200, -1e200)]),
        ["lines beyond the given end"] = () => Chart.Lines("Beyond", "It is far.", Layer, Linear with { Minimum = 10 }, [Of("He", 0.5)]),
        ["a point"] = () =>
            Chart.Lines("Point", "It is one.", Layer, Logarithmic, [Of("He", 3), Of("He", 3) with { Kind = LineKind.Theory }]),
        ["no lines"] = () => Chart.Lines("Nothing", "There is nothing.", Layer, Linear, []),
        ["no points"] = () => Chart.Lines("Nothing in a line", "There is nothing.", Layer, Linear, [Of("He")]),
        ["nearly equal"] = () =>
            Chart.Lines("Equal", "It is level.", Layer, Linear, [Of("He", 1, 1 + 1e-15, 1e16, 1e16 + 2), Of("Xavier", 1e16)]),
        ["long names"] = () =>
            Chart.Lines(string.Concat(Enumerable.Repeat("Words ", 60)), "It is long.", new(new string('x', 500)), new(new string('y', 500)),
                [Of(new string('n', 500), 1, 2), Of("control \u0001 \ud800", 3)]),
        ["ridges"] = () =>
            Chart.Ridges("Ridges", "They narrow.", new("activation"),
                [("layer 1", [-3, 0.5, 1, 2]), ("layer 2", [1, double.NaN]), ("layer 3", [7, 7, 7]), ("layer 4", [double.PositiveInfinity]),
                    ("layer 5", [])], middle: 0.995),
        ["no ridges"] = () => Chart.Ridges("No ridges", "There is nothing.", new("activation"), []),
        ["a histogram"] = () =>
            Chart.Histogram("Weights", "A triangle.", new("weight"), [new(0, 1, 1), new(1, 2, 2), new(2, 3, 1)], x => 1 / Math.Abs(x - 1),
                "an infinite peak"),
        ["a histogram by MathNet"] = () =>
            Chart.Histogram("MathNet's weights", "A step.", new("weight"),
                new MathNet.Numerics.Statistics.Histogram([0.1, 0.2, 0.2, 0.5], 4)),
        ["a histogram of equal values"] = () =>
            Chart.Histogram("Equal weights", "A spike.", new("weight"), [new(2, 2, 10)], _ => double.NaN),
        ["a heat map"] = () => WeightPictures.Matrix([0.5f, -1, 0, float.NaN, 1e30f, 2], [2, 3], "<heat> & \u0001"),
        ["a heat map of nothing finite"] = () => WeightPictures.Matrix([float.NaN, float.NegativeInfinity], [2, 1]),
        ["a heat map of a vector"] = () => WeightPictures.Matrix(Init.Normal().Initialize([300], new PhiloxRandom(1)), [300]),
        ["a heat map of a long matrix"] = () => WeightPictures.Matrix(new float[2000], [1000, 2]),
        ["a spectrum of zeros"] = () => WeightPictures.Spectrum(new float[6], [2, 3]),
        ["an overview"] = () =>
            WeightPictures.Overview(Init.HeNormal().Initialize([9, 8], new PhiloxRandom(1)), [9, 8], Init.HeNormal()),
        ["an overview of a number"] = () => WeightPictures.Overview([float.MaxValue], []),
        ["all parameters"] = () => WeightPictures.Of(
            [(new string('n', 300), [3], new float[] { 1, 2, 3 }), ("a.0.b", [2], new float[2]), ("a.1.b", [2], new float[] { 0, 1 }),
                ("NaN", [1], new[] { float.NaN }), ("none", [0], default)]),
        ["no histogram"] = () => Chart.Histogram("No weights", "There is nothing.", new("weight"), Array.Empty<HistogramBar>()),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_OfAnyChart_ExplainsItselfAndLoadsNothing(string name)
    {
        Picture picture = Charts[name]();
        XElement svg = XElement.Parse(picture.Svg);
        svg.Name.Should().Be(Svg + "svg");
        ((string?)svg.Attribute("role")).Should().Be("img");
        string[] labels = ((string)svg.Attribute("aria-labelledby")!).Split(' ');
        svg.Elements().Take(2).Select(element => (string?)element.Attribute("id")).Should().Equal(labels);
        svg.Elements().Take(2).Select(element => element.Value).Should().Equal(picture.Title, picture.Description);
        picture.Svg.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal).Should().NotContain("http");
        picture.Svg.Should().NotContain("rgb(").And.NotContain("black").And.NotContain("NaN\"").And.NotContain("NaN,")
            .And.NotContain("Infinity");
        picture.Svg.Should().Contain("@media (prefers-color-scheme:dark)").And.Contain("var(--ink)").And.Contain("var(--paper)");
        foreach (XAttribute id in svg.DescendantsAndSelf().Attributes("id")) id.Value.Should().StartWith(picture.Id);
        foreach (XAttribute clip in svg.Descendants().Attributes("clip-path"))
            svg.Descendants().Attributes("id").Select(id => $"url(#{id.Value})").Should().Contain(clip.Value);
        picture.ToString().Should().Be($"{picture.Title}: {picture.Description}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_InAnotherCulture_IsTheSame(string name)
    {
        string expected = Culture.Under("", Charts[name]).Svg;
        foreach (string culture in Culture.Names) Culture.Under(culture, Charts[name]).Svg.Should().Be(expected);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_OfAnyChart_StaysWithinItsEdges(string name)
    {
        XElement svg = XElement.Parse(Charts[name]().Svg);
        foreach (XElement text in svg.Descendants(Svg + "text"))
        {
            double[] place = [.. Regex.Match((string)text.Attribute("transform")!, @"translate\(([^,]+),([^)]+)\)").Groups.Values.Skip(1)
                .Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
            place[0].Should().BeInRange(0, (double)svg.Attribute("width")!);
            place[1].Should().BeInRange(0, (double)svg.Attribute("height")!);
            ((double)text.Attribute("font-size")!).Should().BeGreaterThanOrEqualTo(12);
        }
    }

    [Fact]
    public void Lines_Over160Decades_HaveFewTicksAtPowersOfTen()
    {
        string[] ticks = [.. Texts(Charts["lines over 160 decades"]()).Where(text => text.StartsWith("10", StringComparison.Ordinal))];
        ticks.Should().HaveCountGreaterThan(3).And.HaveCountLessThanOrEqualTo(15).And.OnlyHaveUniqueItems().And.Contain("10⁻⁸⁰")
            .And.Contain("10⁸⁰");
    }

    [Theory]
    [InlineData(0.95, 1.05, "0.5,1,2")]
    [InlineData(0.001, 100, "0.001,0.01,0.1,1,10,100")]
    [InlineData(1e-8, 1e-5, "10⁻⁸,10⁻⁷,10⁻⁶,10⁻⁵")]
    public void Ticks_OfALogarithmicAxis_AreRound(double smallest, double largest, string expected)
    {
        (double lower, double upper) = Logarithmic.Range([Math.Log10(smallest), Math.Log10(largest)]);
        Ticks.Of(Logarithmic, lower, upper, most: 8).Labels.OrderBy(label => label.Key).Select(label => label.Value)
            .Should().Equal(expected.Split(','));
    }

    [Theory]
    [InlineData(0, 1, 6, "0,0.2,0.4,0.6,0.8,1")]
    [InlineData(-3e-7, 3e-7, 4, "-2e-7,0,2e-7")]
    [InlineData(1, 1.0004, 5, "1,1.0001,1.0002,1.0003,1.0004")]
    [InlineData(1e6, 3e6, 3, "1e6,2e6,3e6")]
    public void Ticks_OfALinearAxis_AreRound(double lower, double upper, int most, string expected) =>
        Ticks.Of(Linear, lower, upper, most).Labels.OrderBy(label => label.Key).Select(label => label.Value)
            .Should().Equal(expected.Split(','));

    [Fact]
    public void Ticks_OfWhatIsCounted_AreWhole() => Ticks.Of(Layer, 0.9, 3.1, 9, whole: true).Labels.Values.Should().Equal("1", "2", "3");

    [Fact]
    public void Lines_OfNothing_SaySo()
    {
        Texts(Charts["lines of NaN"]()).Should().Contain("He (no value)");
        Texts(Charts["lines that are not positive"]()).Should().Contain("He (no value)");
        Texts(Charts["no points"]()).Should().Contain("He (no value)");
    }

    [Fact]
    public void Lines_OfASeries_ShareTheirNameAndColour()
    {
        Picture picture = Charts["lines"]();
        Texts(picture).Should().ContainSingle(text => text == "He").And.Contain(["measured", "theory", "<Glorot> & others"]);
        XElement[] strokes = [.. XElement.Parse(picture.Svg).Descendants(Svg + "polyline")
            .Where(line => (string?)line.Attribute("style") == "stroke:var(--series-1)")];
        strokes.Should().Contain(line => line.Attribute("stroke-dasharray") != null)
            .And.Contain(line => line.Attribute("stroke-dasharray") == null);
    }

    [Fact]
    public void Ridges_OfWhatIsNotFinite_CountIt() =>
        Texts(Charts["ridges"]())
            .Should().Contain(["layer 1", "layer 2 (50 % not finite)", "layer 3", "layer 4 (100 % not finite)", "layer 5 (no values)"]);

    [Theory]
    [InlineData(1, 100000, "0.001 %")]
    [InlineData(12, 100, "12 %")]
    [InlineData(99999, 100000, "over 99 %")]
    [InlineData(100, 100, "100 %")]
    public void Share_OfAWhole_IsNeverRoundedToNothingOrAll(long part, long whole, string expected) =>
        Number.Share(part, whole).Should().Be(expected);

    [Fact]
    public void Palette_OnBothPapers_StandsOut()
    {
        foreach (Ink ink in Palette.All.Except([Palette.Paper, Palette.Grid, .. DivergingPalette.Inks]))
        {
            Contrast(ink.Light, Palette.Paper.Light).Should().BeGreaterThanOrEqualTo(3, $"{ink.Variable} is seen in light surroundings");
            Contrast(ink.Dark, Palette.Paper.Dark).Should().BeGreaterThanOrEqualTo(3, $"{ink.Variable} is seen in dark surroundings");
        }
        Contrast(Palette.Muted.Light, Palette.Paper.Light).Should().BeGreaterThanOrEqualTo(4.5, "captions are written in it");
        Contrast(Palette.Muted.Dark, Palette.Paper.Dark).Should().BeGreaterThanOrEqualTo(4.5);
    }

    /// <summary>
    /// Signs differ for readers without green cones as well, by the simulation of Vienot, Brettel and Mollon (1999), and the larger a
    /// number, the farther its colour is from the paper.
    /// </summary>
    [Fact]
    public void DivergingPalette_TellsSignsAndSizes_ToAllEyes()
    {
        int zero = DivergingPalette.Shades;
        foreach (Func<Ink, string> mode in (Func<Ink, string>[])[ink => ink.Light, ink => ink.Dark])
        {
            double[] contrasts = [.. DivergingPalette.Inks.Select(ink => Contrast(mode(ink), mode(DivergingPalette.Inks[zero])))];
            contrasts[zero..].Should().BeInAscendingOrder();
            contrasts[..(zero + 1)].Should().BeInDescendingOrder();
            Contrast(mode(DivergingPalette.Inks[zero]), mode(Palette.Paper)).Should().BeLessThan(1.2);
            for (int shade = 3; shade <= DivergingPalette.Shades; shade++)
            {
                double[] red = WithoutGreenCones(mode(DivergingPalette.Inks[zero + shade])),
                    blue = WithoutGreenCones(mode(DivergingPalette.Inks[zero - shade]));
                red.Zip(blue, (one, other) => Math.Abs(one - other)).Max().Should().BeGreaterThan(0.03, "of shade {0}", shade);
            }
        }
        (DivergingPalette.ShadeOf(-7, 5), DivergingPalette.ShadeOf(0, 5), DivergingPalette.ShadeOf(2.5, 5)).Should().Be((-12, 0, 6));
    }

    private static double[] WithoutGreenCones(string colour)
    {
        double[] linear = Intensities(colour);
        double redGreen = 0.29275 * linear[0] + 0.70725 * linear[1];
        return [redGreen, -0.02234 * linear[0] + 0.02234 * linear[1] + linear[2]];
    }

    [Fact]
    public void Looks_OfManySeries_Differ() =>
        Enumerable.Range(0, 56).Select(number => new SeriesStyle(number))
            .Select(style => (style.Colour, style.Measured().MarkerType, string.Join(' ', style.Dashes))).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Save_InAMissingFolder_MakesItAndWritesUtf8WithoutAMark()
    {
        using var folder = new TemporaryFolder();
        Picture picture = Charts["lines"]();
        picture.Save(Path.Combine(folder.Path, "pictures", "lines.svg"));
        File.ReadAllBytes(Path.Combine(folder.Path, "pictures", "lines.svg"))
            .Should().Equal(System.Text.Encoding.UTF8.GetBytes(picture.Svg));
    }

    [Theory]
    [InlineData("lines.png")]
    [InlineData("folder/lines.PDF")]
    public void Save_AsPixels_IsRefused(string path) =>
        Charts["lines"]().Invoking(picture => picture.Save(path)).Should().Throw<ArgumentException>().WithParameterName(nameof(path))
            .WithMessage("*must be that of an SVG file*");

    private static Line Of(string series, params double[] values) =>
        new(series, LineKind.Measured, [.. values.Select((value, i) => new LinePoint(i + 1, value))]);

    private static IEnumerable<string> Texts(Picture picture) =>
        XElement.Parse(picture.Svg).Descendants(Svg + "text").Select(text => text.Value);

    /// <summary>The contrast ratio of WCAG 2.2.</summary>
    private static double Contrast(string one, string other)
    {
        double[] luminances = [.. new[] { one, other }.Select(Luminance).Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] linear = Intensities(colour);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    /// <summary>The intensities of red, green and blue.</summary>
    private static double[] Intensities(string colour) =>
        [.. Convert.FromHexString(colour[1..]).Select(part => part / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
}

using System.Globalization;
using System.Text.Json;
using Initializers.Diagnostics;

namespace Initializers.Tests.Diagnostics.Pictures;

public class ReportTableTests
{
    private static readonly double[] Numbers =
        [0.1, 1.0 / 3, 7.1e-8, -5e-324, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static ReportTable Table =>
        new("Numbers", ["layer", "value", "a \"note\", quoted"],
            Numbers.Select((number, i) => (IReadOnlyList<object?>)[(long)i, number, i == 0 ? null : "a,\"b\"\nc"]));

    [Fact]
    public void ToCsv_OfAnyCells_ParsesBack()
    {
        string[] lines = Table.ToCsv().Split("\r\n");
        lines[0].Should().Be("layer,value,\"a \"\"note\"\", quoted\"");
        lines[1].Should().Be("0,0.1,");
        lines[2].Should().EndWith(",\"a,\"\"b\"\"\nc\"");
        lines[1..^1].Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).Should().Equal(Numbers);
        lines[^1].Should().BeEmpty();
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://example.org\")", "\"'=HYPERLINK(\"\"https://example.org\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("He = 1", "He = 1")]
    [InlineData("", "")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(-1L, "-1")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(null, "")]
    public void ToCsv_ThatDefusesFormulas_PutsAnApostropheBeforeTextThatBeginsLikeOne(object? cell, string expected)
    {
        var table = new ReportTable("t", ["=a", "b"], [[cell, "c"]]);
        table.ToCsv(defuseFormulas: true).Should().Be($"'=a,b\r\n{expected},c\r\n");
        table.ToCsv().Should().StartWith("=a,b\r\n").And.NotContain("'", "it parses back");
    }

    [Fact]
    public void ToJson_OfAnyCells_ParsesBack()
    {
        using var json = JsonDocument.Parse(Table.ToJson());
        JsonElement[] rows = [.. json.RootElement.EnumerateArray()];
        rows.Select(row => row.GetProperty("layer").GetInt64()).Should().Equal(Enumerable.Range(0, Numbers.Length).Select(i => (long)i));
        rows.Select(row => row.GetProperty("value"))
            .Select(value => value.ValueKind == JsonValueKind.String
                ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble())
            .Should().Equal(Numbers);
        rows[^1].GetProperty("value").GetString().Should().Be("-Infinity");
        rows[0].GetProperty("a \"note\", quoted").ValueKind.Should().Be(JsonValueKind.Null);
        rows[1].GetProperty("a \"note\", quoted").GetString().Should().Be("a,\"b\"\nc");
    }

    [Theory]
    [InlineData(7.1e-8, "7.1e-8")]
    [InlineData(1.23456e+40, "1.235e40")]
    [InlineData(0.123456, "0.1235")]
    [InlineData(-12.3456, "-12.35")]
    [InlineData(123456.7, "123457")]
    [InlineData(0.00012345, "0.0001235")]
    [InlineData(0.0, "0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-∞")]
    [InlineData(1234567L, "1234567")]
    [InlineData(3, "3")]
    [InlineData("text", "text")]
    [InlineData(null, "")]
    public void Format_OfACell_IsForPeople(object? cell, string expected) => ReportTable.Format(cell).Should().Be(expected);

    [Fact]
    public void Constructor_OfWhatIsNoTable_SaysSo()
    {
        FluentActions.Invoking(() => new ReportTable("t", ["a", "b"], [[1L, 2L], [1L]]))
            .Should().Throw<ArgumentException>().WithMessage("rows[1] must have 2 cells*, but had 1*");
        FluentActions.Invoking(() => new ReportTable("t", ["a"], [[1f]]))
            .Should().Throw<ArgumentException>().WithMessage("rows[0][0] must be *, but was 1, of type Single*");
        FluentActions.Invoking(() => new ReportTable("t", [], []))
            .Should().Throw<ArgumentException>().WithMessage("columns must have at least one element, all different, but were [].*");
        FluentActions.Invoking(() => new ReportTable("t", ["a", "a"], []))
            .Should().Throw<ArgumentException>().WithMessage("columns must have at least one element, all different, but were [a, a].*");
        FluentActions.Invoking(() => new ReportTable("t", ["a"], [null!]))
            .Should().Throw<ArgumentNullException>().WithParameterName("rows");
        FluentActions.Invoking(() => ReportTable.Format('c')).Should().Throw<ArgumentException>().WithParameterName("cell");
    }

    [Fact]
    public void Equals_OfTheSameCells_IsTrue()
    {
        Table.Should().Be(Table);
        Table.GetHashCode().Should().Be(Table.GetHashCode());
        Table.Should().NotBe(new ReportTable("Numbers", Table.Columns, Table.Rows.Skip(1)));
        Table.ToString().Should().Be("Numbers (8 rows, 3 columns)");
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Initializers.TorchSharp.Tests.Documents;

/// <summary>A number that was measured, and how far from the true one it may be.</summary>
/// <param name="Value">The number.</param>
/// <param name="Tolerance">Six standard errors, or 0 for what does not vary.</param>
internal sealed partial record Measured(double Value, double Tolerance = 0)
{
    /// <summary>Numbers outside of code, with an exponent or decimals of which the last is rounded.</summary>
    private const double HalfUnit = 0.5;

    /// <summary>Checks the numbers of a cell of a table, which may be rounded to the places that they are written with.</summary>
    public static void Check(string cell, IReadOnlyList<Measured> measured)
    {
        IReadOnlyList<Match> written = Number().Matches(Code().Replace(cell, ""));
        written.Should().HaveCount(measured.Count, "the cell \"{0}\" must have the numbers {1}", cell, string.Join("; ", measured));
        foreach ((Match text, Measured number) in Enumerable.Zip(written, measured))
        {
            double value = double.Parse(text.Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            value.Should().BeApproximately(number.Value, number.Tolerance + Rounding(text), "of \"{0}\"", cell);
        }
    }

    public override string ToString() => FormattableString.Invariant($"{Value:g5} +- {Tolerance:g2}");

    /// <summary>Half a unit of the last place that is written; 0 for whole numbers.</summary>
    private static double Rounding(Match text)
    {
        (Group decimals, Group exponent) = (text.Groups["decimals"], text.Groups["exponent"]);
        if (!decimals.Success && !exponent.Success) return 0;
        int places = decimals.Length - (exponent.Success ? int.Parse(exponent.Value, CultureInfo.InvariantCulture) : 0);
        return HalfUnit * Math.Pow(10, -places) * (1 + 1e-6);
    }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w.^-])-?\d+(,\d{3})*(\.(?<decimals>\d+))?(e(?<exponent>-?\d+))?(?![\w^])")]
    private static partial Regex Number();
}

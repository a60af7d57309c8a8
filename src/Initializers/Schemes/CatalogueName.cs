using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The name of a <see cref="VarianceScalingInitializer"/> in the literature: a member of <see cref="Init"/> with its arguments, formatted
/// on demand.
/// </summary>
/// <param name="Member">The member's name.</param>
/// <param name="Parameter">The name of its numeric parameter, such as <c>gain</c>; empty if there is none.</param>
/// <param name="Argument">The value of that parameter.</param>
/// <param name="Default">The default of that parameter.</param>
/// <param name="SaysMode">Whether the member takes a mode.</param>
internal readonly record struct CatalogueName(
    string Member, string Parameter = "", double Argument = 0, double Default = 0, bool SaysMode = false)
{
    /// <summary>The call as one would type it, without arguments that equal their defaults.</summary>
    public string Call(FanMode mode, Distribution distribution)
    {
        string?[] arguments =
        [
            Argument == Default ? null : Invariant($"{Parameter}: {Argument}"),
            SaysMode ? $"mode: {mode}" : null,
            distribution.Bound is null or 2 ? null : Invariant($"bound: {distribution.Bound}"),
        ];
        return $"{Member}({string.Join(", ", arguments.OfType<string>())})";
    }
}

using System.Text;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>Refusals of parameters that a new file cannot have.</summary>
internal static class WrittenParameter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What they begin with.</summary>
    public static string Refusal(PlannedParameter parameter) =>
        $"plan must have parameters that can be written, but {Excerpt.Of(parameter.Name)} cannot";

    /// <summary>The name as UTF-8.</summary>
    /// <exception cref="ArgumentException">It has an unpaired surrogate.</exception>
    public static byte[] Utf8Of(string name)
    {
        try
        {
            return Utf8.GetBytes(name);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException("its name has an unpaired surrogate.", nameof(name));
        }
    }

    /// <summary>Refuses a parameter whose rule keeps rows.</summary>
    /// <param name="drawn">The parameter whose values are written.</param>
    /// <param name="refusal">What the refusal begins with.</param>
    /// <param name="plan">The argument that has the parameter.</param>
    /// <exception cref="ArgumentException">It keeps some.</exception>
    public static void CheckDrawn(PlannedParameter drawn, string refusal, string plan)
    {
        if (drawn.PlanRule.Rule.KeptRows is > 0 and var kept)
            throw new ArgumentException(Invariant($"{refusal}: its rule keeps {kept} rows, which a new file does not have."), plan);
    }
}

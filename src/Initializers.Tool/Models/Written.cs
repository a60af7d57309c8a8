namespace Initializers.Tool;

/// <summary>Work that writes a plan, which not every plan can be.</summary>
internal static class Written
{
    /// <summary>Does the work.</summary>
    /// <exception cref="InvalidDataException">The plan cannot be written: it fills nothing, keeps rows, or is too large.</exception>
    public static T Of<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException refusal)
        {
            throw new InvalidDataException(CallerNames.Sentence(refusal));
        }
    }

    /// <summary>Does the work, or returns null for a plan that cannot be written.</summary>
    public static bool? IfItCan(Func<bool?> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

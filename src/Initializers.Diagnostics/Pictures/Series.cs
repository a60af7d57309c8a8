using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace Initializers.Diagnostics;

/// <summary>Checks named series.</summary>
internal static class Series
{
    /// <summary>Returns a copy of the pairs of a name and a value, at least one.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="what">What the values are: <c>a report</c>.</param>
    /// <param name="name">The name of the parameter.</param>
    public static IReadOnlyList<(string Name, T Value)> Of<T>(
        IReadOnlyList<(string Name, T Value)> pairs, string what, [CallerArgumentExpression(nameof(pairs))] string name = "")
        where T : class
    {
        ReadOnlyCollection<(string Name, T Value)> copy = Guard.Items(pairs, name);
        if (copy.Count == 0) throw new ArgumentException($"{name} must have at least one element, but had none.", name);
        for (int i = 0; i < copy.Count; i++)
        {
            if (copy[i].Name is null) throw new ArgumentException($"{name}[{i}] must have a name, but it was null.", name);
            if (copy[i].Value is null)
                throw new ArgumentException($"{name}[{i}], \"{copy[i].Name}\", must have {what}, but it was null.", name);
        }
        return copy;
    }
}

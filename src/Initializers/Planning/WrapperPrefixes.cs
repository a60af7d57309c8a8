namespace Initializers;

/// <summary>What wrappers of modules add to the names of parameters, and how it is taken off.</summary>
internal static class WrapperPrefixes
{
    /// <summary>The wrappers of PyTorch that may stand anywhere in a name: <c>torch.compile</c>, FSDP, activation checkpointing.</summary>
    private static readonly string[] Anywhere = ["_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module"];

    /// <summary>The prefix of data parallelism, which all names have or none: a module of a model may have that name too.</summary>
    private const string First = "module.";

    /// <summary>What a prefix begins with that may stand anywhere in a name.</summary>
    private const string AnyPlace = "**.";

    /// <summary>The names without what wrappers added.</summary>
    public static string[] Strip(IReadOnlyList<PlanParameter> parameters, IEnumerable<string> others)
    {
        string[] names = [.. parameters.Select(parameter => WithoutSegments(parameter.Name))];
        if (names.Length > 0 && names.All(name => name.StartsWith(First, StringComparison.Ordinal)))
            names = [.. names.Select(name => WithoutSegments(name[First.Length..]))];
        foreach (string prefix in others)
        {
            if (prefix.StartsWith(AnyPlace, StringComparison.Ordinal))
            {
                string segment = prefix[AnyPlace.Length..];
                names = [.. names.Select(name => WithoutSegments(name, segment))];
                continue;
            }
            string start = prefix.TrimEnd('.') + '.';
            names = [.. names.Select(name => name.StartsWith(start, StringComparison.Ordinal) ? name[start.Length..] : name)];
        }
        return names;
    }

    /// <summary>The prefix of a wrapper that a pattern begins with, and a dot; null if it begins with none.</summary>
    public static string? FirstOf(string pattern) =>
        Anywhere.Select(wrapper => wrapper + '.').Append(First)
            .FirstOrDefault(prefix => pattern.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>A name without the prefix of data parallelism, where others have it; null if all have it or none.</summary>
    public static string? Outlier(IReadOnlyCollection<PlanParameter> parameters)
    {
        string[] names = [.. parameters.Select(parameter => WithoutSegments(parameter.Name))];
        bool isFirst(string name) => name.StartsWith(First, StringComparison.Ordinal);
        return Array.Exists(names, isFirst) ? Array.Find(names, name => !isFirst(name)) : null;
    }

    private static string WithoutSegments(string name) => WithoutSegments(name, Anywhere);

    private static string WithoutSegments(string name, params string[] wrappers) =>
        Array.Exists(wrappers, wrapper => name.Contains(wrapper, StringComparison.Ordinal))
            ? NameSegment.Map(name, segment => wrappers.Contains(segment) ? null : segment)
            : name;
}

namespace Initializers;

/// <summary>The order in which the parameters of a plan are filled, by their numbers.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
internal sealed class FillOrder
{
    /// <summary>From so many elements on a parameter is filled by all threads together, and others by one each.</summary>
    private const int LargeElements = 1 << 18;

    /// <summary>The elements of small parameters that a thread takes at once, about twenty microseconds of work.</summary>
    private const int BatchElements = 1 << 15;

    /// <param name="parameters">The parameters of the plan.</param>
    public FillOrder(PlannedParameter[] parameters)
    {
        List<int> large = [], small = [], batches = [0], tied = [];
        long elements = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].TiedTo is not null) tied.Add(i);
            if (parameters[i].Action != RuleAction.Initialize) continue;
            (parameters[i].Elements < LargeElements ? small : large).Add(i);
            if (parameters[i].Elements >= LargeElements || (elements += parameters[i].Elements) < BatchElements) continue;
            batches.Add(small.Count);
            elements = 0;
        }
        if (batches[^1] < small.Count) batches.Add(small.Count);
        (Large, Small, Batches, Tied) = ([.. large], [.. small], [.. batches], [.. tied]);
    }

    /// <summary>The parameters that all threads fill together, one after the other.</summary>
    public int[] Large { get; }

    /// <summary>The parameters that one thread each fills.</summary>
    public int[] Small { get; }

    /// <summary>Where the batches of small parameters begin, and the last one ends.</summary>
    public int[] Batches { get; }

    /// <summary>The parameters that are copies of others.</summary>
    public int[] Tied { get; }
}

using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>The memory that all weights of a model take as floats.</summary>
internal static class WeightMemory
{
    /// <summary>Refuses a model that is too large.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="advice">What to do instead, as the end of a sentence.</param>
    /// <exception cref="CallException">There is less memory.</exception>
    public static void Require(ResolvedPlan plan, string advice)
    {
        double bytes = sizeof(float) * (double)plan.Elements, available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available)
        {
            throw new CallException(Invariant($"the weights must fit into memory, {available / 1e9:N1} GB, but have {bytes / 1e9:N1} GB")
                + advice);
        }
    }
}

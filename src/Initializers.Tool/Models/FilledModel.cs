using System.Diagnostics;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>A model whose weights a plan has filled in memory, with what that took.</summary>
internal sealed class FilledModel
{
    private readonly Dictionary<string, float[]> _weights;

    /// <summary>Fills a model, and checks it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="fill">Calls what fills, with what is told of its progress.</param>
    /// <param name="cancellation">Stops between two parameters.</param>
    /// <exception cref="CallException">The weights need more memory than there is.</exception>
    public FilledModel(
        ResolvedPlan plan, ulong seed, Action<Action<IProgress<PlanProgress>?>> fill, CancellationToken cancellation = default)
    {
        (Plan, Seed) = (plan, seed);
        RequireMemory(plan);
        _weights = Allocate(plan);
        var watch = Stopwatch.StartNew();
        fill(progress => plan.Initialize(name => _weights[name], new PhiloxRandom(seed), progress, cancellation));
        FillTime = watch.Elapsed;
        watch.Restart();
        Check = new PlanChecker(plan, Weights) { AreThere = name => plan[name].Action == RuleAction.Tie }.Run(); // nothing was loaded
        CheckTime = watch.Elapsed;
        Deviations = PlanDeviation.Of(plan, Weights);
        cancellation.ThrowIfCancellationRequested();

        ReadOnlyMemory<float> Weights(string name)
        {
            cancellation.ThrowIfCancellationRequested();
            return _weights[name];
        }
    }

    public ResolvedPlan Plan { get; }

    public ulong Seed { get; }

    public TimeSpan FillTime { get; }

    public TimeSpan CheckTime { get; }

    public PlanCheck Check { get; }

    public IReadOnlyList<PlanDeviation> Deviations { get; }

    /// <summary>The weights of a parameter.</summary>
    public ReadOnlyMemory<float> WeightsOf(string name) => _weights[name];

    /// <summary>
    /// The weights by name; a tied parameter has the memory of the one that it is tied to, and skipped tensors have none.
    /// </summary>
    private static Dictionary<string, float[]> Allocate(ResolvedPlan plan)
    {
        var weights = new Dictionary<string, float[]>();
        foreach (PlannedParameter parameter in plan.Parameters)
        {
            if (parameter.Action is RuleAction.Initialize or RuleAction.Keep) weights.Add(parameter.Name, new float[parameter.Elements]);
        }
        foreach (PlannedParameter parameter in plan.Parameters)
        {
            if (parameter.TiedTo is { } owner) weights.Add(parameter.Name, weights[owner]);
        }
        return weights;
    }

    private static void RequireMemory(ResolvedPlan plan)
    {
        WeightMemory.Require(plan, ": \"plan\" fills nothing, and --layers may make the model smaller.");
        if (plan.Parameters.FirstOrDefault(parameter => parameter.Elements > Array.MaxLength) is { } large)
            throw new CallException(FormattableString.Invariant($"a parameter must have at most {Array.MaxLength} elements to be filled ")
                + FormattableString.Invariant($"in memory, but {Excerpt.Of(large.Name)} has {large.Elements}."));
    }
}

using System.Diagnostics;
using Initializers.Benchmarks.Compare;
using static System.FormattableString;

namespace Initializers.Benchmarks.Plans;

/// <summary>
/// Plans beside what they replace: many rules resolved for many names, and fills by plan beside the fills alone, in alternating rounds of
/// which the best counts.
/// </summary>
public static class PlanSpeeds
{
    private const int Rounds = 25;

    /// <summary>The tables, in Markdown.</summary>
    public static string Table() =>
        $"{Report.Machine()}\n\n"
        + "| plan | names | first call | later calls | target | allocated |\n|---|--:|--:|--:|--:|--:|\n"
        + Resolution("1,300 rules by layer and block", ManyNames.ByLayer(), ManyNames.OfLayers, "50 ms")
        + Resolution("1,300 rules that differ in one segment with `*`", ManyNames.ByExpert(), ManyNames.OfExperts, "50 ms")
        + string.Concat(PlannedModel.All.Select(model => Resolution($"{model.Name}", model.Plan, [.. model.Shapes], "")))
        + "\n| fill | threads | loop | plan | ratio | target |\n|---|--:|--:|--:|--:|--:|\n"
        + string.Concat(
            from model in PlannedModel.All
            from threads in (int[])[1, Environment.ProcessorCount]
            select Fill(model, threads));

    private static string Resolution(string name, InitializationPlan plan, (string, TensorShape)[] parameters, string target)
    {
        Action resolve = () => plan.Resolve(parameters);
        double first = Milliseconds(resolve), later = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++) later = Math.Min(later, Milliseconds(resolve));
        long before = GC.GetAllocatedBytesForCurrentThread();
        resolve();
        double megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
        return Invariant($"| {name} | {parameters.Length:N0} | {first:0.0} ms | {later:0.0} ms | {target} | {megabytes:0.0} MB |\n");
    }

    private static string Fill(PlannedModel model, int threads)
    {
        var random = new PhiloxRandom(42) { MaxDegreeOfParallelism = threads };
        float[][] filled = Buffers(model), planned = Buffers(model);
        var byName = new Dictionary<string, Memory<float>>();
        for (int i = 0; i < planned.Length; i++) byName.Add(model.Parameters[i].Name, planned[i]);
        ResolvedPlan plan = model.Plan.Resolve(model.Shapes);
        double loop = double.PositiveInfinity, byPlan = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            loop = Math.Min(loop, Milliseconds(() => model.Fill(filled, random)));
            byPlan = Math.Min(byPlan, Milliseconds(() => plan.Initialize(name => byName[name], random)));
        }
        for (int i = 0; i < planned.Length; i++)
        {
            if (!planned[i].AsSpan().SequenceEqual(filled[i]))
                throw new InvalidOperationException($"{model.Name} must have the values of the loop, but parameter {i} has others.");
        }
        return Invariant($"| {model.Name} | {threads} | {loop:0.0} ms | {byPlan:0.0} ms | {byPlan / loop:0.00} | {model.Target} |\n");
    }

    private static float[][] Buffers(PlannedModel model) => [.. model.Parameters.Select(parameter => new float[parameter.Shape.Count])];

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

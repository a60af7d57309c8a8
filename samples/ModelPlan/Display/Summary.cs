using System.Diagnostics;
using static System.FormattableString;

namespace PlannedModels;

/// <summary>What filling and checking a model took, what was found, and its deviations as a picture of letters.</summary>
public static class Summary
{
    public static void Write(TextWriter output, FilledModel model)
    {
        output.WriteLine();
        foreach (string line in Sparklines.Of(model.Deviations)) output.WriteLine(line);
        output.WriteLine();
        output.WriteLine(Invariant($"filled in {model.FillTime.TotalSeconds:N2} s with seed {model.Seed} on {Environment.ProcessorCount} ")
            + Invariant($"processors: {model.Plan.Elements / model.FillTime.TotalSeconds / 1e6:N0} million weights a second"));
        output.WriteLine(Invariant($"checked in {model.CheckTime.TotalSeconds:N2} s: {model.Check}"));
        using var process = Process.GetCurrentProcess();
        output.WriteLine(Invariant($"memory: {process.PeakWorkingSet64 / 1e6:N0} MB at the peak, {GC.GetTotalMemory(false) / 1e6:N0} MB ")
            + Invariant($"managed, {model.Plan.Elements * sizeof(float) / 1e6:N0} MB of it weights"));
    }
}

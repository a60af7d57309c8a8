using Initializers;
using Spectre.Console;

namespace QuickStart;

/// <summary>Runs an experiment and writes a line after each initializer, for files, pipes and logs.</summary>
public static class ProgressLines
{
    public static IReadOnlyList<Outcome> Run(IAnsiConsole console, Experiment experiment)
    {
        List<Outcome> outcomes = [];
        foreach (IWeightInitializer initializer in Experiment.Initializers)
        {
            outcomes.Add(experiment.Run(initializer, _ => { }));
            console.WriteLine($"{outcomes.Count,2} of {Experiment.Initializers.Count}: {initializer}, loss {outcomes[^1].Loss:F3}");
        }
        console.WriteLine();
        return outcomes;
    }
}

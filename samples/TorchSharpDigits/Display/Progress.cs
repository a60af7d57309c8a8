using Spectre.Console;
using static System.FormattableString;

namespace TorchSharpDigits;

/// <summary>Trains all networks and shows how far each is: bars on a terminal, otherwise a line each.</summary>
public static class Progress
{
    public static IReadOnlyList<Outcome> Of(
        IAnsiConsole console, IReadOnlyList<Study> studies, Training training, Images train, Images test)
    {
        (Study Study, bool ByPlan)[] runs = [.. studies.SelectMany(study => new[] { (study, true), (study, false) })];
        if (!console.Profile.Capabilities.Interactive)
        {
            console.WriteLine();
            var outcomes = new List<Outcome>();
            foreach ((Study study, bool byPlan) in runs)
            {
                outcomes.Add(study.Train(byPlan, training, train, test, _ => { }));
                console.WriteLine(Invariant($"Trained {outcomes.Count} of {runs.Length}: {outcomes[^1].Name}"));
            }
            return outcomes;
        }
        return console.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask bar = context.AddTask("training", maxValue: runs.Length * training.Epochs);
            return (Outcome[])[.. runs.Select(run => run.Study.Train(run.ByPlan, training, train, test, loss =>
            {
                bar.Increment(1);
                bar.Description = Invariant($"{run.Study.Name}, loss {loss:F3}");
            }))];
        });
    }
}

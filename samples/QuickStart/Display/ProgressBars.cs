using Initializers;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuickStart;

/// <summary>Runs an experiment and shows a progress bar for each initializer.</summary>
public static class ProgressBars
{
    private static TaskDescriptionColumn NameColumn => new() { Alignment = Justify.Left };

    public static IReadOnlyList<Outcome> Run(IAnsiConsole console, Experiment experiment)
    {
        // The progress bars hide the cursor; show it again when the program is stopped.
        Console.CancelKeyPress += (_, _) => console.Cursor.Show();
        return console.Progress()
            .AutoClear(true)
            .Columns(NameColumn, new ProgressBarColumn(), new PercentageColumn(), new LossColumn())
            .Start(context => Run(context, experiment));
    }

    private static Outcome[] Run(ProgressContext context, Experiment experiment)
    {
        ProgressTask[] bars = [.. Experiment.Initializers.Select(initializer => Bar(context, initializer, experiment.Settings.Epochs))];
        return [.. Experiment.Initializers.Zip(bars, (initializer, bar) => Run(experiment, initializer, bar))];
    }

    private static ProgressTask Bar(ProgressContext context, IWeightInitializer initializer, int epochs) =>
        context.AddTask(Markup.Escape($"{initializer}"), autoStart: false, maxValue: epochs);

    private static Outcome Run(Experiment experiment, IWeightInitializer initializer, ProgressTask bar)
    {
        bar.StartTask();
        Outcome outcome = experiment.Run(initializer, loss =>
        {
            bar.Increment(1);
            bar.State.Update<double>(nameof(Outcome.Loss), _ => loss);
        });
        bar.StopTask();
        return outcome;
    }

    private sealed class LossColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Value == 0 ? "" : $"loss {task.State.Get<double>(nameof(Outcome.Loss)):F3}");
    }
}

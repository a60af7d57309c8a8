using Spectre.Console;

namespace Initializers.Tool;

/// <summary>A progress bar on a terminal; nothing where there is none.</summary>
internal static class FillBar
{
    /// <summary>Shows how far a fill has come.</summary>
    public static void Around(IAnsiConsole? terminal, Action<IProgress<PlanProgress>?> fill)
    {
        if (terminal is null)
        {
            fill(null);
            return;
        }
        terminal.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => fill(new Bar(context.AddTask("filling"))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value)
        {
            task.MaxValue = value.AllElements;
            task.Value = value.Elements;
        }
    }
}

using Initializers.Checkpoints;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Initializers.Tool;

/// <summary>A progress bar with bytes, their rate and the time left, on a terminal; nothing where there is none.</summary>
internal static class ByteBar
{
    /// <summary>Shows how far work on files has come.</summary>
    /// <param name="terminal">The terminal; null if there is none.</param>
    /// <param name="what">What is done, such as "writing".</param>
    /// <param name="then">What is done when all bytes are; null for nothing.</param>
    /// <param name="work">The work.</param>
    public static T Around<T>(IAnsiConsole? terminal, string what, string? then, Func<IProgress<CheckpointProgress>?, T> work) =>
        terminal is null ? work(null) : terminal.Progress().AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new ByteColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(what), then)));

    /// <summary><c>1.2 of 13.5 GB, 850 MB/s</c>.</summary>
    private sealed class ByteColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            string done = $"{ByteText.Of(task.Value)} of {ByteText.Of(task.MaxValue)}";
            return new Text(task.Speed is { } rate ? $"{done}, {ByteText.Of(rate)}/s" : done);
        }
    }

    private sealed class Bar(ProgressTask task, string? then) : IProgress<CheckpointProgress>
    {
        public void Report(CheckpointProgress value)
        {
            task.MaxValue = value.AllBytes;
            task.Value = value.Bytes;
            if (then is not null && value.Bytes == value.AllBytes) task.Description = then;
        }
    }
}

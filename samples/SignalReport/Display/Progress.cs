using Spectre.Console;

namespace DigitsReport;

/// <summary>Runs the study and shows its progress: a bar on a terminal, otherwise a line for each tenth of the networks.</summary>
public static class Progress
{
    public static Study Of(IAnsiConsole console, Laboratory laboratory)
    {
        if (console.Profile.Capabilities is { Ansi: true, Interactive: true })
        {
            return console.Progress().AutoClear(true).Start(context =>
            {
                ProgressTask bar = context.AddTask("networks trained");
                return Study.Run(laboratory, (_, all) =>
                {
                    bar.MaxValue = all;
                    bar.Increment(1);
                });
            });
        }
        Study study = Study.Run(laboratory, (trained, all) =>
        {
            if (trained * 10 / all != (trained - 1) * 10 / all) console.WriteLine($"{trained} of {all} networks trained");
        });
        console.WriteLine();
        return study;
    }
}

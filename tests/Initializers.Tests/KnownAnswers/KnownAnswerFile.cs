namespace Initializers.Tests.KnownAnswers;

/// <summary>A small text file of numbers beside this class: one answer per line, fields separated by spaces, comments after #.</summary>
internal static class KnownAnswerFile
{
    public static IReadOnlyList<string[]> Lines(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "KnownAnswers", name));
        string[][] answers = [.. lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' '))];
        return answers.Length > 0 ? answers : throw new InvalidDataException($"{name} holds no answers.");
    }
}

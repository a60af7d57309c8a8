namespace Initializers.Tool;

/// <summary>A table of texts.</summary>
/// <param name="Heads">The heads of the columns.</param>
/// <param name="Rows">The rows, with a cell for each.</param>
/// <param name="Numbers">The columns of numbers, which stand to the right.</param>
internal sealed record Table(string[] Heads, IReadOnlyList<string[]> Rows, params int[] Numbers);

namespace Initializers.Diagnostics;

/// <summary>
/// A chart as a scalable vector graphic that explains itself: with a title, a text alternative, and colours for light and for dark
/// surroundings.
/// </summary>
/// <remarks>
/// The same input gives the same text, in any culture. Nothing is loaded from elsewhere. Thread-safe: an immutable value.
/// </remarks>
public sealed class Picture
{
    internal Picture(string title, string description, string svg, string id) =>
        (Title, Description, Svg, Id) = (title, description, svg, id);

    /// <summary>What the chart is about: its heading.</summary>
    public string Title { get; }

    /// <summary>What one sees, in words: the text alternative.</summary>
    public string Description { get; }

    /// <summary>The graphic: an <c>svg</c> element, as a file of its own or within HTML.</summary>
    public string Svg { get; }

    /// <summary>What all ids of the graphic begin with: other pictures have others.</summary>
    internal string Id { get; }

    /// <summary>Writes the graphic to a file, as UTF-8; folders that are missing are made.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public void Save(string path) => Markup.Save(path, Svg);

    /// <summary>The graphic's text.</summary>
    public override string ToString() => Svg;
}

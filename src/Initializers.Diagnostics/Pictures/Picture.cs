namespace Initializers.Diagnostics;

/// <summary>
/// A chart as a self-contained scalable vector graphic, with a title, a text alternative, and colours for light and dark mode.
/// </summary>
/// <example>
/// <code>
/// Picture picture = TrainingPictures.Losses([("He", [2.3, 0.9, 0.4])]);
/// picture.Save("losses.svg");
/// Console.WriteLine(picture.Description); // Loss by epoch; in the last epoch: He 0.4.
/// </code>
/// </example>
/// <remarks>The same input gives the same text, in any culture. Thread-safe: an immutable value.</remarks>
public sealed class Picture
{
    internal Picture(string title, string description, string svg, string id) =>
        (Title, Description, Svg, Id) = (title, description, svg, id);

    /// <summary>The title of the chart.</summary>
    public string Title { get; }

    /// <summary>The text alternative: what the chart shows, in words.</summary>
    public string Description { get; }

    /// <summary>The graphic: an <c>svg</c> element, for a file of its own or for HTML.</summary>
    public string Svg { get; }

    /// <summary>The prefix of all ids of the graphic, which differs between pictures.</summary>
    internal string Id { get; }

    /// <summary>Writes the graphic to a file, as UTF-8. Missing folders are created.</summary>
    /// <param name="path">The file, which is overwritten if it exists: <c>signals.svg</c>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or ends as files of pixels or pages do, which this is not: <c>.png</c>, <c>.jpg</c>,
    /// <c>.pdf</c>.
    /// </exception>
    public void Save(string path)
    {
        if (Path.GetExtension(path)?.ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".gif" or ".webp" or ".bmp" or ".pdf")
            throw new ArgumentException(
                $"path must be that of an SVG file, such as signals.svg, but was {Excerpt.Of(path)}.", nameof(path));
        Markup.Save(path, Svg);
    }

    /// <summary>The title and the description.</summary>
    public override string ToString() => $"{Title}: {Description}";
}

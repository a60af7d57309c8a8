using System.Text;
using Initializers.Diagnostics;
using static System.FormattableString;

namespace WeightGallery;

/// <summary>The page of the gallery.</summary>
public static class GalleryPage
{
    /// <summary>The page, in the folder of the guides.</summary>
    public const string File = "gallery.md";

    /// <summary>Its pictures, in the same folder.</summary>
    public const string Pictures = "pictures/gallery";

    /// <summary>Writes the page and its pictures, and removes pictures that it has no more.</summary>
    public static void Write(string folder)
    {
        string pictures = Path.Combine(folder, Pictures);
        if (Directory.Exists(pictures))
        {
            foreach (string old in Directory.GetFiles(pictures, "*.svg")) System.IO.File.Delete(old);
        }
        Dictionary<GalleryEntry, Picture> drawn = Draw();
        foreach ((GalleryEntry entry, Picture picture) in drawn) picture.Save(Path.Combine(pictures, entry.FileName));
        System.IO.File.WriteAllText(Path.Combine(folder, File), Text(drawn));
    }

    /// <summary>The pictures of all entries.</summary>
    public static Dictionary<GalleryEntry, Picture> Draw() => GalleryContents.All.AsParallel().AsOrdered()
        .Select(entry => (entry, picture: entry.Draw())).ToDictionary(drawn => drawn.entry, drawn => drawn.picture);

    /// <summary>The page as Markdown.</summary>
    public static string Text(IReadOnlyDictionary<GalleryEntry, Picture> pictures)
    {
        var page = new StringBuilder(Invariant($"""
            # Gallery

            Every initializer of the catalogue but constants, drawn from the seed {GalleryEntry.Seed}. At the left are the weights as a
            matrix, red above 0 and blue below, with the outputs as rows; in the middle their histogram, with the density that
            the initializer predicts, where it is a known one; at the right the singular values, the factors by which the matrix
            stretches vectors. There the line is the law of Marchenko and Pastur for independent weights of the same deviation,
            or a line at the one value that all of them have. Vectors have no singular values.

            [Choosing an initializer](choosing.md) says which to take. Such a picture of your own weights is one call,
            `WeightPictures.Overview(weights, shape, initializer).Save("weights.svg")`, of the package
            `Initializers.Diagnostics` ([signals.md](signals.md#pictures-of-weights)), and

                dotnet run -c Release --project samples/Gallery

            writes this page.

            """).ReplaceLineEndings("\n"));
        foreach ((string group, string about, IReadOnlyList<GalleryEntry> entries) in GalleryContents.Groups)
        {
            page.Append(Invariant($"\n## {group}\n\n{Wrapped(about, 100)}\n"));
            foreach (GalleryEntry entry in entries)
                page.Append(Invariant($"\n### `{entry.Call}`\n\n{Wrapped(entry.Purpose, 100)}\n\n"))
                    .Append(Invariant($"{Wrapped($"![{pictures[entry].Title}. {pictures[entry].Description}]", 64)}"))
                    .Append(Invariant($"({Pictures}/{entry.FileName})\n"));
        }
        return page.ToString();
    }

    /// <summary>A paragraph in lines of at most so many letters.</summary>
    private static string Wrapped(string text, int most)
    {
        var wrapped = new StringBuilder();
        int length = 0;
        foreach (string word in text.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > most) (length, _) = (0, wrapped.Append('\n'));
            if (length > 0) (length, _) = (length + 1, wrapped.Append(' '));
            wrapped.Append(word);
            length += word.Length;
        }
        return wrapped.ToString();
    }
}

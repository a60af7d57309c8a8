using WeightGallery;

// The folder of the guides: docs, unless another is given.
string folder = args is [var given] ? given : "docs";
GalleryPage.Write(folder);
Console.WriteLine(FormattableString.Invariant(
    $"{Path.Combine(folder, GalleryPage.File)} shows {GalleryContents.All.Count()} initializers."));

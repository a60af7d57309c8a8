using Initializers.Fuzz;
using SharpFuzz;

// With "replay" and a folder, every reader reads every file of its own folder in it; with the name of a reader, AFL++ says what it reads.
switch (args)
{
    case ["replay", var corpus]:
        foreach ((string name, Action<byte[]> read) in Readers.All)
        {
            string[] files = Directory.GetFiles(Path.Combine(corpus, name));
            foreach (string file in files)
            {
                try
                {
                    read(File.ReadAllBytes(file));
                }
                catch (Exception crash)
                {
                    Console.Error.WriteLine($"{file}: {crash}");
                    return 1;
                }
            }
            Console.WriteLine($"{name}: {files.Length} files, each read or refused");
        }
        return 0;
    case [var name]:
        // What is instrumented may run only below this.
        Fuzzer.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Readers.All[name](bytes.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine("A reader must be named as its folder in the corpus, or \"replay\" and the corpus.");
        return 2;
}

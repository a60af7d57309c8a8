using System.Reflection;

namespace Initializers.Tests.Fuzzing;

/// <summary>The names of members in documentation files, as the C# specification writes them (annex D.4.2).</summary>
internal static class DocumentationId
{
    /// <summary>The name of a method as declared; for an accessor, that of its property.</summary>
    public static string Of(MethodBase method)
    {
        PropertyInfo? property = method.IsSpecialName
            ? method.DeclaringType!.GetProperties().FirstOrDefault(one => one.GetAccessors().Contains(method)) : null;
        string owner = Of(method.DeclaringType!);
        if (property is not null) return $"P:{owner}.{property.Name}{List(property.GetIndexParameters())}";
        string generics = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        string result = method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? $"~{Of(conversion.ReturnType)}" : "";
        return $"M:{owner}.{method.Name.Replace('.', '#')}{generics}{List(method.GetParameters())}{result}";
    }

    private static string List(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(parameter => Of(parameter.ParameterType)))})";

    private static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!) + "@";
        if (type.IsSZArray) return Of(type.GetElementType()!) + "[]";
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{string.Join(",", Enumerable.Repeat("0:", type.GetArrayRank()))}]";
        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType || type.IsGenericTypeDefinition) return type.FullName!.Replace('+', '.');
        string name = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        return $"{name[..name.IndexOf('`')]}{{{string.Join(",", type.GetGenericArguments().Select(Of))}}}";
    }
}

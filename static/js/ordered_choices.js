// In a row of choices each can be moved up, so that one in the middle needs no other to be chosen again.
for (const field of document.querySelectorAll("fieldset:has(.ordered-choices)")) {
  const places = [...field.querySelectorAll(".ordered-choices > li")];
  const lists = places.map((place) => place.querySelector("select"));

  function moveUp(number) {
    const [above, here] = [lists[number - 1], lists[number]];
    [above.value, here.value] = [here.value, above.value];
    (places[number - 1].querySelector("button") ?? above).focus();
  }

  places.slice(1).forEach((place, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.textContent = "↑";
    button.setAttribute("aria-label", `Flytta upp ${place.querySelector("label").textContent.toLowerCase()}`);
    button.addEventListener("click", () => moveUp(index + 1));
    place.append(button);
  });
}
